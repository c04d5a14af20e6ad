"""A centre states its services, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from imagin.domaine.services_faits.models import Constat
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import type_mission

pytestmark = pytest.mark.django_db(transaction=True)
NOMS = (("LE GOFF", "Erwan"), ("EL KADIRI", "Yassine"), ("D'ALMEIDA", "Inês"), ("BÉNEC'H", "Marie"))


@pytest.fixture
def mission(live_server):
    """Copies corrected at LPO Bellevue last week, by four teachers."""
    f.ouverture("constat_service_fait")
    f.compte()
    correction = type_mission("CORRSP", libelle="CORRECTION SUR PLACE", remuneration="ECRITE")
    mission = f.mission(dates=jours(2, dans=-7), type=correction, nb_inscrits=120)
    for nom, prenom in NOMS:
        f.affectation(mission, f.intervenant(nom, prenom))
    return mission


def donner_trop_de_copies_et_le_confirmer(page: Page) -> None:
    """More copies than candidates: asked, confirmed with a reason, by the keyboard."""
    page.get_by_label("Nombre de copies de LE GOFF Erwan").fill("130")
    page.get_by_role("button", name="Enregistrer", exact=True).press("Enter")
    doute = page.get_by_role("group", name="À vérifier avant d'enregistrer.")
    expect(doute).to_contain_text("LE GOFF Erwan : 130 copies pour 120 candidats inscrits.")
    page.get_by_label("Je confirme cette saisie").check()
    page.get_by_label("Motif de la confirmation").fill("Copies d'un autre centre")
    page.get_by_label("Motif de la confirmation").press("Enter")


def hesiter(page: Page) -> None:
    """« Service non fait » takes the number away, « Service fait » gives it back; a service without any is counted."""
    copies = page.get_by_label("Nombre de copies de EL KADIRI Yassine")
    service = page.get_by_label("Service fait, EL KADIRI Yassine")
    service.select_option("Service non fait")
    expect(copies).to_have_value("")
    service.select_option("Service fait")
    expect(copies).to_have_value("18")
    copies.fill("")
    expect(page.locator("[data-total=MANQUE]")).to_have_text("1")
    copies.fill("18")
    expect(page.locator("[data-total=MANQUE]")).to_have_text("0")


@pytest.mark.exigence("G4.3-04", "G4.3-05", "G4.3-06", "G4.2-20")
def test_chef_de_centre_constate_au_clavier_colle_une_colonne_et_ne_perd_rien(connecter, mission):
    page = connecter()
    page.get_by_role("link", name="Constat service fait").press("Enter")
    page.get_by_role("link", name=str(mission.numero)).press("Enter")
    page.get_by_label("Nombre de copies de BÉNEC'H Marie").focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Nombre de copies de D'ALMEIDA Inês")).to_be_focused()
    page.evaluate(
        """() => {
          const donnees = new DataTransfer();
          donnees.setData("text/plain", "30\\n18\\n1000\\n4\\n");
          const coller = { clipboardData: donnees, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", coller));
        }"""
    )
    messages = page.get_by_label("Messages").first
    expect(messages).to_contain_text("3 valeurs collées. 1 de trop")
    expect(page.locator("[data-total=quantite]")).to_have_text("60")
    page.get_by_role("button", name="Service fait pour les lignes affichées encore vides").press("Enter")
    expect(page.locator("[data-total=FAIT]")).to_have_text("4")
    hesiter(page)

    # The tab closes, or the network dies: what was typed comes back.
    page.once("dialog", lambda dialogue: dialogue.accept())
    page.reload()
    expect(messages).to_contain_text("4 lignes que vous n'aviez pas enregistrées")
    page.get_by_label("Service fait, EL KADIRI Yassine").select_option("Service non fait")
    expect(page.get_by_label("Nombre de copies de EL KADIRI Yassine")).to_have_value("")  # its copies leave with it
    page.get_by_role("button", name="Enregistrer", exact=True).press("Enter")

    expect(messages).to_contain_text("LE GOFF Erwan : Le nombre de copies va de 0 à 999.")
    expect(page.locator("[data-total-modifiees]")).to_have_text("1")
    donner_trop_de_copies_et_le_confirmer(page)
    expect(messages).to_contain_text("1 ligne enregistrée.")
    expect(page.locator("[data-total-modifiees]")).to_have_text("0")
    constats = Constat.objects.order_by("affectation__intervenant__cle")
    assert list(constats.values_list("quantite", "resultat")) == [
        (12, "FAIT"), (30, "FAIT"), (None, "NON_FAIT"), (130, "FAIT"),
    ]  # fmt: skip
