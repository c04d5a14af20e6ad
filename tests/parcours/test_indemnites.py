"""With the keyboard alone: a head of centre declares an indemnity, shares it out and sends it."""

import pytest
from playwright.sync_api import expect

from imagin.domaine.indemnites.models import IndemniteCentre
from imagin.socle.temps import aujourd_hui
from tests import factories as f
from tests.factories.indemnites import mission_de_juin

pytestmark = pytest.mark.django_db(transaction=True)


def ajouter(page, texte: str, nom: str, mode: str, valeur: str) -> None:
    page.get_by_label("Nom prénom").press_sequentially(texte)
    page.get_by_role("option", name=nom).wait_for()
    page.get_by_label("Nom prénom").press("Enter")
    page.get_by_label(mode).check()
    page.get_by_label("Valeur").fill(valeur)
    page.get_by_label("Valeur").press("Enter")
    expect(page.get_by_role("rowheader", name=nom)).to_be_visible()


@pytest.mark.exigence("G4.5-03", "G4.5-04", "G4.5-05", "G4.5-06")
def test_une_indemnite_du_bac_se_saisit_et_se_transmet_au_clavier(live_server, connecter):
    f.ouverture("indemnites_chefs_centre")
    f.compte()
    mission_de_juin()
    f.mission(session=f.session("320", sigle="BTS", libelle="BTS"))
    for nom, prenom in (("COULEAU DUPONT", "Roberta"), ("D'ALMEIDA", "Inês")):
        f.intervenant(nom, prenom)
    page = connecter()
    page.get_by_role("link", name="Indemnités chef de centre").press("Enter")
    expect(page.get_by_role("cell", name="N/A")).to_have_count(2)
    page.get_by_role("link", name="470, BCG").press("Enter")
    page.get_by_label("Début des épreuves").fill(f"{aujourd_hui():%Y}-06-15")
    page.get_by_label("De 1 à 600 candidats").fill("6")
    page.get_by_label("Plus de 600 candidats").fill("1")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Montant global calculé")).to_contain_text("1\u202f268,00")
    ajouter(page, "couleau", "COULEAU DUPONT Roberta", "Répartition", "5,5")
    ajouter(page, "almeida", "D'ALMEIDA Inês", "Montant", "250")
    expect(page.get_by_text("948,26")).to_be_visible()
    page.get_by_role("button", name="Enregistrer", exact=True).last.press("Enter")
    expect(page.locator("main").get_by_text("NON TRANSMIS")).to_be_visible()
    page.get_by_role("button", name="Transmettre").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Êtes-vous sûr de vouloir valider")
    page.get_by_role("button", name="OK").press("Enter")
    expect(page.locator("main").get_by_text("Vos indemnités ont été transmises")).to_be_visible()
    assert IndemniteCentre.objects.get().statut == "TRANSMIS"
