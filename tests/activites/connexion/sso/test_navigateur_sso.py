"""Signing in through the guichet, in a browser."""

import pytest
from playwright.sync_api import expect

from tests import factories as f

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G2.1-02")]


def test_du_bouton_de_l_identification_a_convocation_par_mission(navigateur, guichet, axe):
    f.mission()
    f.ouverture()
    navigateur.goto("/convocation-par-mission/")
    bouton = navigateur.get_by_role("link", name="Se connecter avec le guichet académique")
    expect(bouton).to_be_visible()
    assert axe(navigateur) == []
    bouton.click()
    navigateur.get_by_role("button", name="Je suis moi").click()
    navigateur.wait_for_url("/convocation-par-mission/")
    expect(navigateur.get_by_role("heading", level=1)).to_have_text("Convocation par mission")
    expect(navigateur.get_by_role("banner")).to_contain_text("LPO BELLEVUE TOULOUSE CEDEX 4")


def test_un_refus_se_lit_et_laisse_une_issue(navigateur, guichet, axe, erreurs_navigateur):
    navigateur.goto("/connexion/guichet/")
    navigateur.get_by_role("button", name="Je suis moi").click()
    expect(navigateur.get_by_role("alert")).to_contain_text("n'est pas connu d'IMAG'IN")
    assert axe(navigateur) == []
    navigateur.get_by_role("link", name="Revenir à l'identification").click()
    expect(navigateur.get_by_label("Identifiant")).to_be_visible()
    erreurs_navigateur.erreurs.clear()
