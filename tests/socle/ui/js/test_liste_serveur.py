"""A long list, of which the page holds a part."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories as f

pytestmark = [pytest.mark.usefixtures("page_demo"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gens():
    """Twelve people, of whom two have a hyphen in their name."""
    for rang in range(12):
        f.intervenant("LE-GOFF" if rang % 6 == 0 else f"NOM{rang:02}", f"Prénom{rang}")


def noms(page):
    return [nom.strip() for nom in page.locator("tbody th").all_inner_texts()]


@pytest.mark.exigence("G1.3-07", "G1.3-08")
def test_chercher_en_tapant_puis_tourner_les_pages(gens, navigateur, axe):
    page = navigateur
    page.goto("/longue/")
    page.wait_for_selector("html[data-pret]", state="attached")
    expect(page.locator("[data-compte]")).to_have_text("12 lignes")
    page.get_by_role("link", name="Page suivante").click()
    expect(page.get_by_text("Lignes 6 à 10 sur 12")).to_be_visible()
    assert axe(page) == []
    champ = page.get_by_label("Filtrer par mot-clé")
    champ.press_sequentially("le goff")
    expect(page.locator("[data-compte]")).to_have_text("2 lignes")
    expect(champ).to_be_focused()
    expect(page.locator("tbody th")).to_have_text(["LE-GOFF", "LE-GOFF"])
    expect(page).to_have_url(re.compile(r"/longue/\?q=le\+goff$"))
    champ.press_sequentially(" absent")
    expect(page.get_by_text("Aucune ligne ne contient ce mot-clé.")).to_be_visible()
    page.get_by_role("link", name="Effacer le mot-clé").click()
    expect(page.locator("[data-compte]")).to_have_text("12 lignes")
    page.get_by_role("link", name="Nom", exact=True).click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Nom")
    expect(page.locator("tbody th").first).to_have_text("NOM11")
    page.get_by_role("link", name="Dernière page").click()
    expect(page.locator("tbody th")).to_have_text(["LE-GOFF", "LE-GOFF"])
    page.go_back()
    expect(page.locator("tbody th").first).to_have_text("NOM11")


@pytest.mark.exigence("G1.3-13")
def test_sans_scripts_les_pages_et_la_recherche_sont_des_liens(gens, ouvrir_navigateur):
    page = ouvrir_navigateur(java_script_enabled=False, viewport={"width": 400, "height": 800})
    page.goto("/longue/")
    page.get_by_role("link", name="Page suivante").click()
    assert noms(page)[0] == "NOM04"
    page.get_by_label("Filtrer par mot-clé").fill("prenom1")
    page.locator(".recherche").get_by_role("button", name="Filtrer").click()
    assert noms(page) == ["NOM01", "NOM10", "NOM11"]
    page.get_by_role("link", name="Effacer le mot-clé").click()
    assert len(noms(page)) == 5
