"""Accessibility: the settings, the statement, and every screen looked at by axe (G1.3-01, -12)."""

import html
import re
from collections import Counter
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect
from tinyhtml5.parser import HTMLParser

from imagin.activites.accueil.conformite import Grille, lire_criteres, lire_evaluation, lire_grille
from imagin.activites.accueil.temoin import TEMOIN
from imagin.config.activites import MENU
from imagin.config.environnement import RACINE
from imagin.domaine.acces.actions import regler_affichage
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.rules import Reglages, reglages_de
from imagin.domaine.perimetre.rules import AccesRefuse, systeme
from tests import factories as f
from tests.outillage.ecrans import adresses, un_objet_par_adresse, une_longue_mission
from tests.outillage.focus import FENETRES, caches, tabuler
from tests.outillage.navigateur import fautes

pytestmark = pytest.mark.django_db
REGLAGES = "/accessibilite/reglages/"
INVERSE = {"contraste": "inverse", "taille": "grande", "interlignage": "large", "justification": "justifiee"}
ATTRIBUTS = 'data-contraste="inverse" data-taille="grande" data-interlignage="large" data-justification="justifiee"'
AGRANDIR = "Object.assign(document.documentElement.dataset, { taille: 'tres-grande', interlignage: 'large' })"
ESPACEMENTS = (
    "* { letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"
)


@pytest.mark.exigence("G1.3-01")
def test_les_reglages_suivent_la_personne_d_un_ordinateur_a_l_autre(chef):
    reponse = chef.post(REGLAGES, {**INVERSE, "suite": "/plan-du-site/?q=a"})
    assert reponse["Location"] == "/plan-du-site/?q=a"
    assert Compte.objects.get().reglages == INVERSE
    del chef.cookies[TEMOIN]
    assert ATTRIBUTS in chef.get("/").content.decode()
    chef.post(REGLAGES, {**INVERSE, "defaut": "1"})
    assert 'data-contraste="normal"' in chef.get("/").content.decode()


@pytest.mark.exigence("G1.3-01")
def test_avant_l_identification_les_reglages_restent_dans_le_navigateur(client):
    compte = f.compte()
    client.post(REGLAGES, INVERSE)
    assert ATTRIBUTS in client.get("/connexion/").content.decode()
    compte.refresh_from_db()
    assert compte.reglages == {}


@pytest.mark.exigence("G1.3-01")
def test_des_reglages_forges_ne_font_rien(chef):
    reponse = chef.post(REGLAGES, {**INVERSE, "contraste": 'x" onload="y'})
    assert reponse.status_code == 422
    assert Compte.objects.get().reglages == {}
    chef.cookies[TEMOIN] = "contraste=%22%3E&taille=grande&autre=1"
    assert 'data-contraste="normal" data-taille="grande"' in chef.get("/").content.decode()
    assert chef.post(REGLAGES, {**INVERSE, "suite": "https://ailleurs.example/"})["Location"] == "/"
    with pytest.raises(ValueError, match="rose"):
        Reglages(contraste="rose")
    assert reglages_de({"contraste": "rose", "taille": "grande"}) == Reglages(taille="grande")
    with pytest.raises(AccesRefuse):
        regler_affichage(systeme("personne"), reglages=Reglages())


@pytest.mark.exigence("G1.3-12")
def test_la_grille_a_les_106_criteres_et_dit_comment_chacun_fut_vu():
    nombres = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
    attendus = [f"{theme}.{rang}" for theme, nombre in enumerate(nombres, 1) for rang in range(1, nombre + 1)]
    assert [critere.numero for critere in lire_grille().criteres] == attendus
    assert all(c.libelle_statut and c.theme and c.intitule and c.verification for c in lire_grille().criteres)


@pytest.mark.exigence("G1.3-12")
def test_l_echantillon_nomme_chaque_activite_et_la_grille_son_aide_technique():
    pages = " ".join(lire_evaluation()["pages"])
    assert [a.libelle for a in MENU if a.accueil and a.libelle not in pages] == []
    assert all(critere.aide_technique for critere in lire_grille().criteres)
    video_sans_son = {"4.3": "NA", "4.4": "NA"}
    assert {c.numero: c.statut for c in lire_grille().criteres if c.numero in video_sans_son} == video_sans_son


@pytest.mark.parametrize(("balise", "critere"), [("<video", "4.1"), ("<iframe", "2.1")])
def test_ce_qui_entre_dans_les_ecrans_entre_dans_la_grille(balise, critere):
    """What a template shows cannot be « not applicable »."""
    montre = any(balise in gabarit.read_text(encoding="utf-8") for gabarit in RACINE.glob("imagin/**/*.html"))
    statut = next(c.statut for c in lire_grille().criteres if c.numero == critere)
    assert (statut != "NA") == montre


@pytest.mark.exigence("G1.3-12")
@pytest.mark.parametrize(
    ("statuts", "niveau", "taux"),
    [
        ("C NA C", "totalement conforme", 100),
        ("C NC", "partiellement conforme", 50),
        ("C NT", "partiellement conforme", 50),
        ("C NC NC", "non conforme", 33),
        ("NA", "non conforme", 0),
    ],
)
def test_le_niveau_se_calcule_de_la_grille(tmp_path, statuts, niveau, taux):
    lignes = [f"1.{rang};Images;demande;{statut};vu;aucune" for rang, statut in enumerate(statuts.split(), 1)]
    (tmp_path / "grille.csv").write_text(
        "\n".join(["numero;theme;intitule;statut;verification;aide_technique", *lignes])
    )
    grille = lire_criteres(tmp_path / "grille.csv")
    assert (grille.niveau, grille.taux) == (niveau, taux)
    assert Grille(()).niveau == "non conforme"


@pytest.mark.exigence("G1.3-12")
def test_le_pied_de_page_dit_le_niveau_et_mene_a_la_declaration(client):
    page = html.unescape(client.get("/connexion/").content.decode())
    assert f'<a href="/accessibilite/">Accessibilité : {lire_grille().niveau}</a>' in page
    declaration = html.unescape(client.get("/accessibilite/").content.decode())
    assert f"<strong>{lire_grille().niveau}</strong>" in declaration
    assert all(critere.verification in declaration for critere in lire_grille().criteres)


@pytest.mark.exigence("G1.3-12")
def test_le_code_de_chaque_ecran_est_valide(chef):
    """RGAA 8.2: no parse error by the HTML5 algorithm, no identifier given twice."""
    valeurs = un_objet_par_adresse()
    invalides = {}
    for adresse in [*adresses(valeurs), "/absente/"]:
        reponse = chef.get(adresse)
        if not reponse.get("Content-Type", "").startswith("text/html") or b"<main" not in reponse.content:
            continue
        analyseur = HTMLParser()
        arbre = analyseur.parse(reponse.content.decode())
        doubles = [nom for nom, nombre in Counter(e.get("id") for e in arbre.iter()).items() if nom and nombre > 1]
        if analyseur.errors or doubles:
            invalides[adresse] = (analyseur.errors, doubles)
    assert invalides == {}


@pytest.fixture
def centre(live_server):
    """LPO Bellevue, every activity open, lists taller and wider than a window with all the actions of a line."""
    f.compte()
    f.compte("academie", est_administrateur=True)
    return une_longue_mission(un_objet_par_adresse())


def parcourir(page, lieux, examiner) -> tuple[list[str], list[str]]:
    """Open each screen once and examine it; the addresses seen, and those refused to this account."""
    vus, refuses = [], []
    for adresse in lieux:
        try:
            reponse = page.goto(adresse)
        except PlaywrightError:  # a file
            continue
        if "text/html" not in reponse.headers.get("content-type", "") or urlsplit(page.url).path != adresse:
            continue  # or a redirection: the screen it leads to has its own turn
        if reponse.status == HTTPStatus.FORBIDDEN:
            refuses.append(adresse)
        elif page.locator("main").count():
            page.wait_for_selector("html[data-pret]", state="attached")
            vus.append(adresse)
            examiner(page, adresse)
    return vus, refuses


PARTS = 3  # of the screens: the workers share them


@pytest.mark.exigence("G1.3-01", "G1.3-06", "G1.3-12")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", range(PARTS))
def test_chaque_ecran_est_accessible_et_montre_son_focus(connecter, centre, erreurs_navigateur, part):
    """axe at 1280 and 320 pixels and in each contrast; then, in each window, no focused element hidden (RGAA 10.7)."""
    constats: list[str] = []

    def examiner(page, ou) -> None:
        constats.extend(fautes(page, ou))
        constats.extend(caches(page, ou))

    lieux = [*adresses(centre), "/absente/"][part::PARTS]
    vus, refuses = parcourir(connecter(reduced_motion="reduce"), lieux, examiner)
    if refuses:
        de_l_academie, restent = parcourir(connecter("academie", reduced_motion="reduce"), refuses, examiner)
        assert (de_l_academie, restent) == (refuses, [])
    assert len(vus) > 10
    attendus = ("the server responded with a status of 403", "the server responded with a status of 404")
    erreurs_navigateur.erreurs[:] = [e for e in erreurs_navigateur.erreurs if not any(a in e for a in attendus)]
    assert constats == []


@pytest.mark.exigence("G1.3-01", "G1.3-12")
@pytest.mark.django_db(transaction=True)
def test_chaque_fenetre_est_accessible_et_montre_son_focus(connecter, ouvrir_navigateur, centre):
    page = connecter(reduced_motion="reduce")
    mission, constats = f"/convocation-par-mission/{centre['numero']}/", []
    page.goto(mission)
    for ouvre in ("Accessibilité", "Aide", "Convoquer des intervenants"):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.get_by_role("link", name=ouvre, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        constats += fautes(page, f"fenêtre {ouvre}") + caches(page, f"fenêtre {ouvre}")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_role("button", name=re.compile("Supprimer la convocation de")).first.click()
    constats += fautes(page, "confirmation")
    for largeur, hauteur in FENETRES:  # by the Tab key itself, on the screen that has the most sticky parts
        page.set_viewport_size({"width": largeur, "height": hauteur})
        page.goto(mission)
        constats += tabuler(page, f"{mission} {largeur}")
        page.get_by_role("link", name="Convoquer des intervenants").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        constats += tabuler(page, f"volet {largeur}")
    anonyme = ouvrir_navigateur()
    anonyme.goto("/connexion/")
    constats += fautes(anonyme, "/connexion/") + caches(anonyme, "/connexion/")
    assert constats == []


@pytest.mark.exigence("G1.3-01")
@pytest.mark.django_db(transaction=True)
def test_les_reglages_se_voient_aussitot_et_se_defont_si_l_on_n_enregistre_pas(connecter, centre):
    page = connecter()
    racine = page.locator("html")
    page.get_by_role("link", name="Accessibilité", exact=True).click()
    page.get_by_role("radio", name="Inversé").check()
    expect(racine).to_have_attribute("data-contraste", "inverse")
    page.get_by_role("link", name="Annuler").click()
    expect(racine).to_have_attribute("data-contraste", "normal")
    page.get_by_role("link", name="Accessibilité", exact=True).click()
    page.get_by_role("radio", name="Très grande").check()
    page.get_by_role("radio", name="Large").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Messages").first).to_contain_text("Vos réglages d'affichage sont enregistrés.")
    expect(racine).to_have_attribute("data-taille", "tres-grande")


@pytest.mark.django_db(transaction=True)
def test_textes_agrandis_et_espaces_tiennent_dans_une_fenetre_etroite(connecter, centre):
    """RGAA 10.4, 10.11, 10.12: 320 px, the largest size, large line spacing, spaced letters and words."""
    page = connecter(viewport={"width": 320, "height": 800}, bypass_csp=True)
    mission = f"/convocation-par-mission/{centre['numero']}/"
    for adresse in ("/", "/convocation-par-mission/", mission, f"{mission}convoquer/", "/accessibilite/", REGLAGES):
        page.goto(adresse)
        page.evaluate(AGRANDIR)
        page.add_style_tag(content=ESPACEMENTS)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), adresse
