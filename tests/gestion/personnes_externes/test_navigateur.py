"""The gestionnaire resolves, in Chromium, somebody whom another académie summons and nobody recognised."""

import pytest
from playwright.sync_api import expect

from imagin.domaine.disponibilites.models import Indisponibilite
from tests import factories as f


@pytest.mark.exigence("G4.6-06")
@pytest.mark.django_db(transaction=True)
def test_une_inconnue_est_designee_a_la_main_et_la_voila_indisponible(connecter, axe):
    f.compte("gest", est_gestionnaire=True)
    f.partenaire()
    f.personne_externe("MARTIN", "Claire", date_naissance="1980-05-17")
    f.intervenant("MARTIN", "Claire")
    page = connecter("gest")
    page.get_by_role("link", name="Personnes convoquées ailleurs").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Personnes")
    assert axe(page) == []
    page.get_by_role("cell", name="MARTIN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("MARTIN Claire, convoquée par SIEC")
    assert axe(page) == []
    page.get_by_role("button", name="C'est cette personne : MARTIN Claire").click()
    page.get_by_role("dialog").get_by_role("button", name="C'est cette personne").click()
    expect(page.get_by_label("Messages").first).to_contain_text("MARTIN Claire")
    assert set(Indisponibilite.objects.values_list("intervenant__nom", "motif")) == {
        ("MARTIN", "CONVOCATION PAR IMAGIN SIEC")
    }
