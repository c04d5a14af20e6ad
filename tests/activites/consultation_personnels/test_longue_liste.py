"""« Consultation des personnels » of a service with thousands of people: searched, sorted and paged by the database."""

import re
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from imagin.activites.consultation_personnels.lists import PERSONNELS
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.listes import Sens, serveur
from imagin.socle.temps import aujourd_hui, date_courte
from tests import factories as f
from tests.activites.consultation_personnels.test_ecrans import URL, filtre, pages, texte

QUESTIONS = [
    "", "le-goff", "st martin", "durand", "saint", "MATHEMATIQUES", "agathe legoff", "absent", "lettres zoe",
]  # fmt: skip
PRETE = "html[data-pret]"


def peupler():
    """Homonyms, a birth name, a saint, a compound, somebody without discipline, somebody summoned."""
    gens = [
        f.intervenant("LE GOFF", "Zoé", date_naissance=date(1963, 3, 12)),
        f.intervenant("LE-GOFF", "Agathe", enseigne="LETTRES"),
        f.intervenant("SAINT-MARTIN", "Léa"),
        f.intervenant("MARTIN", "Paul", nom_naissance="DURAND"),
        f.intervenant("ÉLOUARD", "Nina"),
        f.intervenant("D'ALMEIDA", "Ève", enseigne="LETTRES"),
        f.intervenant("LE GOFF", "Zoé", date_naissance=date(1971, 7, 14)),
    ]
    Intervenant.objects.filter(pk=gens[3].pk).update(discipline=None)
    f.affectation(f.mission(), gens[4])
    return gens


@pytest.fixture
def au_dela(monkeypatch):
    """From here on, the list has more lines than the page may hold."""

    def passer():
        monkeypatch.setattr(serveur, "LIGNES_DANS_LA_PAGE", 1)
        monkeypatch.setattr(serveur, "LIGNES_PAR_PAGE", 3)

    return passer


@pytest.fixture
def chef(chef):
    f.ouverture("consultation_personnels")
    return chef


@pytest.mark.exigence("G3.1-01", "G1.3-08", "G1.3-09", "G1.3-11")
def test_les_exports_disent_la_meme_chose_quelle_que_soit_la_taille(chef, au_dela):
    peupler()
    tris = [{"tri": c.cle, "sens": str(s)} for c, s in product(PERSONNELS.colonnes, Sens)]
    questions = [*QUESTIONS, date_courte(aujourd_hui())]
    filtres = [filtre("convocation", -400, 400), filtre("disponibilite", 1, 2)]
    demandes = [*tris, *({"q": q} for q in questions), *filtres]

    def exporter():
        csv = [texte(chef.get(f"{URL}personnels.csv", demande)) for demande in demandes]
        return [*csv, texte(chef.get(f"{URL}enseignements.csv")), pages(chef.get(f"{URL}personnels.pdf"))]

    en_memoire = exporter()
    assert "LE GOFF" in en_memoire[0]
    au_dela()
    assert chef.get(URL).context["liste"].sur_serveur
    for demande, attendu, donne in zip([*demandes, "enseignements", "pdf"], en_memoire, exporter(), strict=True):
        sans_heure = (re.sub(r"\d\d:\d\d", "", str(t)) for t in (donne, attendu))
        assert len(set(sans_heure)) == 1, f"{demande}"


@pytest.mark.exigence("G3.1-01")
def test_un_homonyme_d_une_autre_page_est_distingue(chef, au_dela):
    peupler()
    au_dela()
    [le_goff] = [li for li in chef.get(URL).context["liste"].lignes if li.objet.nom == "LE GOFF"]
    assert le_goff.cellules[0].precision == "née le 12/03/1963"


def test_les_requetes_ne_dependent_pas_des_personnes(chef, au_dela):
    peupler()
    chef.get(URL)

    def requetes():
        with CaptureQueriesContext(connection) as lues:
            chef.get(URL, {"q": "e", "tri": "derniere"})
        return len(lues)

    dans_la_page = requetes()
    au_dela()
    sur_le_serveur = requetes()
    peupler()
    assert requetes() == sur_le_serveur <= dans_la_page + 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.exigence("G3.1-01", "G1.3-07", "G1.3-08")
def test_chercher_ouvrir_et_revenir_dans_une_longue_liste(live_server, connecter, au_dela):
    f.ouverture("consultation_personnels")
    f.compte()
    peupler()
    au_dela()
    page = connecter()
    page.goto(URL)
    page.wait_for_selector(PRETE, state="attached")
    page.get_by_role("link", name="Page suivante").click()
    expect(page.get_by_text("Lignes 4 à 6 sur 7")).to_be_visible()
    page.get_by_label("Filtrer par mot-clé").press_sequentially("durand")
    expect(page.locator("tbody th")).to_have_text(["MARTIN"])
    export = page.get_by_role("group", name="Télécharger les personnels", exact=True).get_by_role(
        "link", name="Format CSV"
    )
    assert "q=durand" in export.get_attribute("href")
    page.get_by_label("Filtrer par mot-clé").fill("le goff")
    expect(page.locator("[data-compte]")).to_have_text("3 lignes")
    page.get_by_role("link", name="Prénom").click()
    expect(page.locator("tbody th").first).to_contain_text("LE-GOFF")
    page.get_by_role("link", name="LE-GOFF").click()
    page.get_by_role("link", name="Retour", exact=True).click()
    expect(page.get_by_role("link", name="LE-GOFF")).to_be_focused()
    assert "q=le+goff" in page.url
    assert "tri=prenom" in page.url
