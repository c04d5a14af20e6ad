"""With the keyboard alone: read who is summoned, then take several convocations back."""

import pytest
from playwright.sync_api import expect

from imagin.domaine.convocations.actions import convoquer
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.missions.rules import CreneauDuJour
from tests import factories as f
from tests.factories.missions import jours

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.exigence("G4.1-05", "G4.2-04")
def test_consulter_une_affectation_puis_supprimer_une_selection_au_clavier(live_server, connecter):
    for activite in ("consultation_missions", "convocation_par_mission"):
        f.ouverture(activite)
    f.compte()
    mission = f.mission()
    personnes = [f.intervenant(nom, "Jean").pk for nom in ("LE GOFF", "EL KADIRI")]
    demande = Demande((CreneauDuJour(jours()[0]),))
    convoquer(f.perimetre(), mission=mission.numero, intervenants=personnes, demande=demande)
    page = connecter()

    page.goto("/consultation-missions/")
    page.get_by_role("link", name=str(mission.numero)).press("Enter")
    page.get_by_role("link", name="LE GOFF", exact=True).press("Enter")
    volet = page.get_by_role("dialog", name="Détails de l'affectation")
    expect(volet.get_by_text("08:00 - 18:00")).to_be_visible()
    volet.get_by_role("link", name="OK").press("Enter")
    expect(volet).to_be_hidden()

    page.goto(f"/convocation-par-mission/{mission.numero}/")
    page.get_by_label("Tout sélectionner").press("Space")
    expect(page.get_by_text("2 convocations sélectionnées")).to_be_visible()
    page.get_by_label("Sélectionner LE GOFF Jean").press("Space")
    expect(page.get_by_text("1 convocation sélectionnée")).to_be_visible()
    page.get_by_role("button", name="Supprimer la sélection").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="EL KADIRI Jean")).to_be_visible()
    page.get_by_role("button", name="Supprimer 1 convocation").press("Enter")
    expect(page.get_by_role("log").get_by_text("Convocation supprimée : EL KADIRI Jean")).to_be_visible()
    assert Affectation.objects.filter(etat="CONVOQUEE").count() == 1
