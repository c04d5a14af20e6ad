"""The main job, in a real browser: from the list of missions to letters in the hand."""

import io
import zipfile
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Qualite
from tests import factories as f
from tests.echanges.federation.autre_instance import servir
from tests.factories.missions import jours
from tests.outillage.clavier import aller
from tests.outillage.envois import executer_les_envois

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/convocation-par-mission/"


@pytest.fixture
def bellevue(live_server) -> Mission:
    """LPO Bellevue: an oral mission over two days, three teachers of mathematics, one teacher elsewhere."""
    f.ouverture()
    f.compte()
    for nom, prenom in (("LE GOFF", "Erwan"), ("EL KADIRI", "Yassine"), ("NGUYEN-THANH", "Minh Anh")):
        f.intervenant(nom, prenom)
    aspet = f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG")
    f.intervenant("COULEAU DUPONT", "Laurent", a=aspet, enseigne="ESPAGNOL")
    return f.mission(nb_attendus=8)


def convoquer_la_discipline(page: Page) -> None:
    """Tick all the teachers of mathematics and the first date."""
    page.get_by_label("Discipline, dans mon établissement").press_sequentially("math")
    page.get_by_role("option", name="MATHEMATIQUES").click()
    page.locator(".mois label").first.click()


@pytest.mark.exigence("G2.1-01", "G4.2-06", "G4.2-16", "G4.2-17", "G4.2-18")
def test_chef_de_centre_convoque_trois_collegues_et_un_enseignant_d_ailleurs(connecter, bellevue, smtp):
    page = connecter()
    page.get_by_role("link", name="Convocation par mission").click()
    page.get_by_role("cell", name="INTERROGATION ORALE").click()
    page.get_by_role("link", name="Convoquer des intervenants").click()
    convoquer_la_discipline(page)
    page.get_by_label("Nom prénom, dans l'académie").press_sequentially("dupont")
    page.get_by_role("option", name="COULEAU DUPONT").click()
    page.get_by_role("button", name="Convoquer 4 intervenants").click()

    expect(page.get_by_role("heading", name="Liste des intervenants convoqués (4 lignes)")).to_be_visible()
    expect(page.get_by_text("4 convoqués sur 8 attendus")).to_be_visible()
    expect(page.get_by_label("Messages").first).to_contain_text("Convocation créée : COULEAU DUPONT Laurent")

    with page.expect_download() as recu:
        page.get_by_role("link", name="Télécharger convocations (zip)").click()
    archive = zipfile.ZipFile(recu.value.path())
    assert recu.value.suggested_filename.startswith(f"BCG_{bellevue.numero}_")
    assert sorted(archive.namelist()) == [
        "COULEAU-DUPONT_Laurent.pdf", "EL-KADIRI_Yassine.pdf", "LE-GOFF_Erwan.pdf", "NGUYEN-THANH_Minh-Anh.pdf",
    ]  # fmt: skip

    page.get_by_role("button", name="Envoyer convocations par mail").click()
    page.get_by_role("dialog").get_by_role("button", name="Envoyer").click()
    expect(page.get_by_label("Messages").first).to_contain_text("La convocation de LE GOFF Erwan part par mél")
    executer_les_envois()
    assert len(smtp.messages) == 4
    [piece] = smtp.messages[0].iter_attachments()
    lettre = PdfReader(io.BytesIO(piece.get_content())).pages[0].extract_text()
    assert "Dossier suivi par le centre d'examen" in lettre
    assert str(bellevue.numero) in lettre
    assert all("ce.0310038y@ac-toulouse.example" in adresses for adresses in smtp.destinataires)


@pytest.mark.exigence("G4.6-07")
def test_chef_de_centre_convoque_une_personne_d_une_autre_academie_sans_rien_perdre(connecter, bellevue, axe):
    fiche = {"reference": str(uuid4()), "civilite": "MME", "nom": "MARTIN", "prenom": "Claire", "discipline": "SVT"}
    fiche |= {"uai": "0350001A", "etablissement": "LYCEE DE RENNES", "mel": "claire@ac-rennes.example"}
    with servir() as rennes:
        rennes.reponses["/federation/v1/personnes/recherche"] = (404, {"motif": "personne"})
        f.partenaire("14", "RENNES", ["14"], adresse=rennes.adresse)
        page = connecter()
        page.goto(f"{URL}{bellevue.numero}/")
        page.get_by_role("link", name="Convoquer des intervenants").click()
        convoquer_la_discipline(page)
        page.get_by_label("Observation portée").fill("Porter un badge")
        page.get_by_role("button", name="Chercher dans une autre académie").click()
        volet = page.get_by_role("dialog")
        expect(volet.get_by_role("heading", name="Chercher dans une autre académie")).to_be_visible()
        assert axe(page) == []
        volet.get_by_label("Nom", exact=True).fill("Martin")
        volet.get_by_label("Prénom").fill("Claire")
        volet.get_by_label("Date de naissance").fill("1962-05-17")
        page.keyboard.press("Enter")
        expect(volet.get_by_role("alert")).to_contain_text("Aucune personne de l'académie RENNES ne répond")
        rennes.reponses["/federation/v1/personnes/recherche"] = (200, fiche)
        volet.get_by_role("button", name="Chercher").click()
        expect(volet.get_by_text("LYCEE DE RENNES (0350001A)")).to_be_visible()
        assert axe(page) == []
        volet.get_by_role("button", name="Ajouter aux personnes").click()
    expect(volet.get_by_label("MARTIN Claire")).to_be_checked()
    expect(volet.get_by_label("Observation portée")).to_have_value("Porter un badge")
    volet.get_by_role("button", name="Convoquer 4 intervenants").click()
    expect(page.get_by_role("heading", name="Liste des intervenants convoqués (4 lignes)")).to_be_visible()
    claire = Affectation.objects.get(intervenant__nom="MARTIN")
    assert (claire.intervenant.source, claire.observation) == ("AUTRE", "Porter un badge")


@pytest.mark.exigence("G4.2-19")
def test_un_conflit_se_voit_avant_le_bouton_et_se_confirme(connecter, bellevue):
    prise = f.mission()
    f.affectation(prise, Intervenant.objects.get(nom="LE GOFF"))
    page = connecter()
    page.goto(f"{URL}{bellevue.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    convoquer_la_discipline(page)
    expect(page.get_by_text(f"LE GOFF Erwan est déjà sur la mission {prise.numero}")).to_be_visible()
    page.get_by_label("Convoquer quand même LE GOFF Erwan").check()
    page.get_by_label("Motif, si vous convoquez quand même").fill("Seul examinateur de la discipline")
    page.get_by_role("button", name="Convoquer 3 intervenants").click()
    expect(page.get_by_role("heading", name="(3 lignes)")).to_be_visible()


@pytest.mark.exigence("G4.2-08", "G4.2-09")
def test_le_calendrier_reste_gris_tant_qu_aucune_commission_n_est_choisie(connecter, bellevue):
    f.commission(bellevue, "3GMATH1", candidats=42)
    f.commission(bellevue, "3GMATH2", dates=[jours()[1]], candidats=17)
    page = connecter()
    page.goto(f"{URL}{bellevue.numero}/convoquer/")
    cases = page.locator(".mois input")
    expect(cases.nth(0)).to_be_disabled()
    expect(cases.nth(1)).to_be_disabled()
    page.get_by_label("Commission").select_option(label="3GMATH2")
    expect(page.get_by_text("17 candidats")).to_be_visible()
    expect(cases.nth(0)).to_be_disabled()
    expect(cases.nth(1)).to_be_checked()


@pytest.mark.exigence("G4.2-04")
def test_modifier_puis_supprimer_une_convocation(connecter, bellevue):
    page = connecter()
    page.goto(f"{URL}{bellevue.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    convoquer_la_discipline(page)
    page.get_by_role("button", name="Convoquer 3 intervenants").click()
    page.get_by_role("link", name="Modifier la convocation de LE GOFF Erwan").click()
    page.get_by_label("Observation portée sur la convocation").fill("Apportez une calculatrice.")
    page.get_by_role("button", name="Enregistrer la convocation").click()
    expect(page.get_by_label("Messages").first).to_contain_text("Convocation modifiée : LE GOFF Erwan")
    page.get_by_role("button", name="Supprimer la convocation de LE GOFF Erwan").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()
    expect(page.get_by_role("heading", name="(2 lignes)")).to_be_visible()
    expect(page.get_by_label("Messages").first).to_contain_text("Convocation supprimée : LE GOFF Erwan")


@pytest.mark.exigence("G1.3-13")
def test_sans_javascript_on_convoque_aussi(connecter, bellevue):
    page = connecter(java_script_enabled=False)
    page.goto(f"{URL}{bellevue.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    page.get_by_label("Discipline, dans mon établissement").fill("math")
    page.get_by_role("button", name="Rechercher").click()
    page.locator(".mois label").first.click()
    page.get_by_role("button", name="Convoquer", exact=True).click()
    expect(page.get_by_role("heading", name="(3 lignes)")).to_be_visible()


@pytest.mark.exigence("G1.3-09")
def test_au_clavier_seul_on_convoque_une_personne(connecter, bellevue):
    page = connecter()
    page.goto(f"{URL}{bellevue.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Nom prénom, dans l'académie")).to_be_focused()
    page.keyboard.type("el kad")
    expect(page.get_by_role("option", name="EL KADIRI")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".mois input").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Convoquer 1 intervenant").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="(1 ligne)")).to_be_visible()


@pytest.mark.exigence("G1.3-07")
def test_retour_retrouve_la_liste_des_missions_telle_qu_on_l_a_laissee(connecter, bellevue):
    for _ in range(40):
        f.mission()
    page = connecter()
    page.goto(f"{URL}?annee={bellevue.date_debut.year}")
    page.get_by_label("Filtrer par mot-clé").press_sequentially("orale")
    page.get_by_role("link", name="N°", exact=True).click()
    region = page.locator(".liste")
    region.evaluate("region => { region.scrollTop = 300; }")
    adresse = page.url
    assert all(morceau in adresse for morceau in ("annee=", "q=orale", "tri=numero"))
    lignes = page.locator("tbody tr:visible th").all_inner_texts()

    def ouvrir_une_ligne() -> None:
        """Where the list is scrolled: a click by its place scrolls nothing."""
        boite = region.bounding_box()
        page.mouse.click(boite["x"] + 400, boite["y"] + 150)
        expect(page.get_by_role("heading", name="Liste des intervenants convoqués")).to_be_visible()

    def telle_quelle() -> None:
        expect(page).to_have_url(adresse)
        expect(page.locator("html[data-pret]")).to_be_attached()
        assert page.locator("tbody tr:visible th").all_inner_texts() == lignes
        assert region.evaluate("region => region.scrollTop") == 300

    ouvrir_une_ligne()
    page.get_by_role("link", name="Retour").click()
    telle_quelle()
    ouvrir_une_ligne()
    page.go_back()
    telle_quelle()


@pytest.mark.exigence("G1.3-09", "G4.2-09")
def test_entree_dans_un_champ_de_la_convocation_convoque_et_n_efface_rien(connecter, bellevue):
    """From the keyboard alone: names, quality, commission, date, hours, room; Enter in the room summons."""
    Qualite.objects.create(code="ESSAI", libelle="Zélateur d'essai")
    page = connecter()
    page.goto(f"{URL}{bellevue.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").press("Enter")
    expect(page.get_by_label("Nom prénom, dans l'académie")).to_be_focused()
    page.keyboard.type("el kad")
    expect(page.get_by_role("option", name="EL KADIRI")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    aller(page, page.get_by_label("Qualité"))
    page.keyboard.type("Zél")
    aller(page, page.locator(".mois input").first)
    page.keyboard.press("Space")
    aller(page, page.get_by_label("Observation portée sur la convocation"))
    page.keyboard.type("Apportez une calculatrice.")
    aller(page, page.get_by_label("Code salle"), "Shift+Tab")
    page.keyboard.type("B204")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="(1 ligne)")).to_be_visible()
    [creee] = Affectation.objects.filter(mission=bellevue)
    assert (creee.qualite_id, creee.code_salle, creee.observation) == ("ESSAI", "B204", "Apportez une calculatrice.")


@pytest.mark.exigence("G1.3-09", "G4.2-19")
def test_entree_dans_le_motif_d_un_conflit_confirme_et_convoque(connecter, bellevue):
    f.affectation(f.mission(), Intervenant.objects.get(nom="LE GOFF"))
    page = connecter()
    page.goto(f"{URL}{bellevue.numero}/convoquer/")
    convoquer_la_discipline(page)
    page.get_by_label("Convoquer quand même LE GOFF Erwan").check()
    page.get_by_label("Motif, si vous convoquez quand même").fill("Seul examinateur")
    page.get_by_label("Motif, si vous convoquez quand même").press("Enter")
    expect(page.get_by_role("heading", name="(3 lignes)")).to_be_visible()
    assert (
        Affectation.objects.get(mission=bellevue, intervenant__nom="LE GOFF").motif_confirmation == "Seul examinateur"
    )


@pytest.mark.exigence("G1.3-13", "G4.2-06")
def test_sans_javascript_rechercher_garde_ce_qui_etait_choisi(connecter, bellevue):
    Qualite.objects.create(code="ESSAI", libelle="Zélateur d'essai")
    page = connecter(java_script_enabled=False)
    page.goto(f"{URL}{bellevue.numero}/convoquer/")
    page.get_by_label("Qualité").select_option("ESSAI")
    page.locator(".mois label").first.click()
    page.get_by_label("à", exact=True).first.fill("12:00")
    page.get_by_label("Observation portée sur la convocation").fill("Apportez une calculatrice.")
    page.get_by_label("Discipline, dans mon établissement").fill("math")
    page.get_by_role("button", name="Rechercher").click()
    expect(page.get_by_label("Qualité")).to_have_value("ESSAI")
    expect(page.locator(".mois input").first).to_be_checked()
    expect(page.get_by_label("à", exact=True).first).to_have_value("12:00")
    expect(page.get_by_label("Observation portée sur la convocation")).to_have_value("Apportez une calculatrice.")


@pytest.mark.exigence("G4.2-20")
@pytest.mark.parametrize("scripts", [True, False], ids=["avec scripts", "sans scripts"])
def test_des_horaires_qui_surprennent_se_confirment_avec_un_motif(connecter, bellevue, scripts, axe):
    page = connecter(java_script_enabled=scripts)
    page.goto(f"{URL}{bellevue.numero}/")
    page.get_by_role("link", name="Convoquer des intervenants").click()
    if scripts:
        convoquer_la_discipline(page)
    else:
        page.get_by_label("Discipline, dans mon établissement").fill("math")
        page.get_by_role("button", name="Rechercher").click()
        page.locator(".mois label").first.click()
    page.get_by_label("de", exact=True).first.fill("05:00")
    page.get_by_label("à", exact=True).first.fill("23:30")
    convoquer = page.get_by_role("button", name="Convoquer")
    convoquer.click()
    expect(page.get_by_text("de 05:00 à 23:30, soit 18 h 30")).to_be_visible()
    assert not scripts or axe(page) == []
    page.get_by_label("Je confirme cette saisie").check()
    convoquer.click()
    expect(page.locator(".avis.refus")).to_contain_text("Dites pourquoi vous confirmez")
    page.get_by_label("Motif de la confirmation").fill("Épreuve en continu")
    convoquer.click()
    expect(page.get_by_role("heading", name="(3 lignes)")).to_be_visible()
    assert DouteConfirme.objects.get().motif == "Épreuve en continu"


@pytest.mark.exigence("G4.2-21")
def test_dans_deux_onglets_le_plus_ancien_ne_defait_pas_le_plus_recent(connecter, bellevue):
    convoquee = f.affectation(bellevue, Intervenant.objects.get(nom="LE GOFF"), origine="CENTRE")
    ancien = connecter()
    recent = ancien.context.new_page()
    for page in (ancien, recent):
        page.goto(f"{URL}{bellevue.numero}/")
        page.get_by_role("link", name="Modifier la convocation de LE GOFF Erwan").click()
        expect(page.get_by_label("Code salle")).to_be_visible()
    recent.get_by_label("Code salle").fill("B201")
    recent.get_by_role("button", name="Enregistrer la convocation").click()
    expect(recent.get_by_label("Messages").first).to_contain_text("Convocation modifiée : LE GOFF Erwan")
    ancien.get_by_label("Observation portée sur la convocation").fill("Apportez une calculatrice.")
    ancien.get_by_role("button", name="Enregistrer la convocation").click()
    expect(ancien.locator(".volet .avis.refus")).to_contain_text("a enregistré à")
    expect(ancien.locator(".volet .avis.refus")).to_contain_text("Code salle : B201")
    expect(ancien.get_by_label("Observation portée sur la convocation")).to_have_value("Apportez une calculatrice.")
    convoquee.refresh_from_db()
    assert (convoquee.code_salle, convoquee.observation) == ("B201", "")
    ancien.get_by_label("Code salle").fill("B201")
    ancien.get_by_role("button", name="Enregistrer la convocation").click()
    expect(ancien.get_by_label("Messages").first).to_contain_text("Convocation modifiée : LE GOFF Erwan")
    convoquee.refresh_from_db()
    assert (convoquee.code_salle, convoquee.observation) == ("B201", "Apportez une calculatrice.")
