"""A term in two schools, with the keyboard: who is summoned, who is away, who is competent for what, and it is done."""

import pytest
from playwright.sync_api import expect

from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.missions.rules import CreneauDuJour
from tests import factories as f
from tests.factories.competences import enseignement, position
from tests.factories.missions import jours
from tests.factories.referentiel import epreuve

pytestmark = pytest.mark.django_db(transaction=True)
ACTIVITES = ("consultation_personnels", "saisie_indisponibilites", "saisie_competences", "validation_competences")


@pytest.fixture
def ouvertes(live_server) -> None:
    for activite in ACTIVITES:
        f.ouverture(activite)


def declarer_une_absence(page, nom: str, jour, motif: str) -> None:
    """From the list to the console, without the mouse."""
    page.get_by_role("link", name="Saisie d'indisponibilité", exact=True).press("Enter")
    page.get_by_role("link", name=nom, exact=True).press("Enter")
    page.get_by_role("link", name="Ajouter une indisponibilité").press("Enter")
    volet = page.get_by_role("dialog", name="Ajouter une indisponibilité")
    volet.get_by_label("Date de début").fill(jour.isoformat())
    volet.get_by_label("Date de début").blur()
    expect(volet.get_by_label("Date de fin")).to_have_value(jour.isoformat())  # proposed
    volet.get_by_label("Motif").fill(motif)
    page.keyboard.press("Enter")
    expect(volet).to_be_hidden()
    expect(page.get_by_role("cell", name=motif, exact=True)).to_be_visible()


def terminer_la_saisie(page) -> None:
    page.get_by_role("link", name="Validation saisie compétence").press("Enter")
    page.get_by_label("J'ai terminé la saisie des compétences").press("Space")
    page.get_by_role("button", name="Valider").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Valider").press("Enter")
    expect(page.locator("main").get_by_text("La saisie des compétences a été validée")).to_be_visible()


@pytest.mark.exigence("G3.1-01", "G3.1-06", "G3.2-02", "G3.2-05", "G3.3-04", "G3.4-01")
def test_un_lycee_suit_ses_personnels_jusqu_a_la_validation(connecter, ouvertes):
    f.compte()
    mission, personne = f.mission(session=f.session(mel="claire.vidal@ac-toulouse.example")), f.intervenant()
    f.intervenant("D'ALMEIDA", "Inês")
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=[personne.pk], demande=demande)
    enseignement(personne)
    position(personne, epreuve(code="C010", libelle="Mathématiques"))
    page = connecter()

    page.get_by_role("link", name="Consultation des personnels").press("Enter")
    page.get_by_label("Filtrer par mot-clé").press_sequentially("benec")
    expect(page.get_by_role("heading", name="Liste des personnels (1 ligne)")).to_be_visible()
    page.get_by_role("link", name="BÉNEC'H", exact=True).press("Enter")
    with page.expect_download() as lettre:
        page.get_by_role("link", name=f"Télécharger la convocation à la mission {mission.numero}").press("Enter")
    assert lettre.value.suggested_filename.endswith(".pdf")
    page.get_by_role("link", name="Enseignements").press("Enter")
    expect(page.get_by_role("cell", name="MATHEMATIQUES")).to_be_visible()

    declarer_une_absence(page, "BÉNEC'H", jours()[0], "STAGE DE FORMATION")
    expect(page.locator("#console")).to_contain_text("Mme Claire VIDAL")
    assert Indisponibilite.objects.get().motif == "STAGE DE FORMATION"

    page.get_by_role("link", name="Saisie des compétences", exact=True).press("Enter")
    page.get_by_role("link", name="BÉNEC'H", exact=True).press("Enter")
    page.get_by_role("button", name="Reconnaître la compétence C010").press("Enter")
    expect(page.get_by_text("0310038Y (C)")).to_be_visible()
    assert Position.objects.filter(auteur="ETAB", avis="C").count() == 1

    terminer_la_saisie(page)
    page.get_by_role("link", name="Saisie des compétences", exact=True).press("Enter")
    page.get_by_role("link", name="BÉNEC'H", exact=True).press("Enter")
    expect(page.locator("main").get_by_text("elle ne se modifie plus")).to_be_visible()
    expect(page.get_by_role("button", name="Invalider la compétence C010")).to_have_count(0)


@pytest.mark.exigence("G3.1-01", "G3.2-02", "G3.3-05", "G3.4-01")
def test_un_college_ne_saisit_que_le_brevet(connecter, ouvertes):
    college = f.etablissement("0310001H", "CLG ARMAND LATOUR ASPET", categorie="CLG")
    f.compte("chef.0310001H", pour=college)
    f.intervenant("LE GOFF", "Anne-Laure", a=college)
    epreuve("471", "DNB", "0001B", "Français")
    epreuve()
    page = connecter("chef.0310001H")

    page.get_by_role("link", name="Consultation des personnels").press("Enter")
    expect(page.get_by_role("heading", name="Liste des personnels (1 ligne)")).to_be_visible()
    declarer_une_absence(page, "LE GOFF", jours()[0], "CONGE DE MATERNITE")

    page.get_by_role("link", name="Saisie des compétences", exact=True).press("Enter")
    page.get_by_role("link", name="LE GOFF", exact=True).press("Enter")
    page.get_by_role("link", name="Ajouter une compétence").press("Enter")
    volet = page.get_by_role("dialog", name="Ajouter une compétence")
    examen = volet.get_by_label("Examen")
    expect(examen.get_by_role("option").filter(has_text="BCG")).to_have_count(0)
    examen.select_option("471")
    volet.get_by_label("Spécialité").select_option(index=1)
    volet.get_by_label("Epreuve-option").select_option(index=1)
    volet.get_by_role("button", name="Ajouter la compétence").press("Enter")
    expect(page.get_by_text("0310001H (C)")).to_be_visible()
    terminer_la_saisie(page)
    assert ValidationSaisie.objects.get().etablissement == college
