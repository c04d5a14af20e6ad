"""Screenshots of the chapters on staff, consultation, constat, signatures and indemnities: one page to one screen."""

from collections.abc import Callable

from playwright.sync_api import Page

Prendre = Callable[..., None]
PREMIERE_LIGNE = "main table tbody a"
VOLET = "dialog[open]"


def etablissement(page: Page, prendre: Prendre) -> None:
    """What a head of school does with the staff."""
    page.goto("/consultation-personnels/")
    prendre(page, "personnels")
    _premiere(page)
    prendre(page, "personnel-missions")
    page.goto("/saisie-indisponibilites/")
    _premiere(page)
    page.get_by_role("link", name="Ajouter une indisponibilité").click()
    page.locator(f"{VOLET} form").wait_for()
    prendre(page, "indisponibilite")
    page.keyboard.press("Escape")
    page.goto("/saisie-competences/")
    _premiere(page)
    prendre(page, "competences")
    page.goto("/validation-competences/")
    prendre(page, "validation-competences")


def centre(page: Page, prendre: Prendre) -> None:
    """What a head of centre does beside summoning."""
    page.goto("/consultation-missions/")
    prendre(page, "consultation-missions")
    _premiere(page)
    prendre(page, "consultation-intervenants")
    page.goto("/constat-service-fait/")
    prendre(page, "constat-missions")
    page.goto("/constat-service-fait/?filtre=1&annee=2026")
    page.locator("main tbody tr", has_text="Mission effectuée").locator("a").first.click()
    prendre(page, "constat-grille")
    page.goto("/signature-centre/")
    prendre(page, "signature-centre", "form.formulaire")
    page.goto("/indemnites-chefs-centre/")
    prendre(page, "indemnites")
    _premiere(page)
    prendre(page, "indemnite-saisie")
    page.goto("/indemnites-chefs-centre/")
    page.locator("main tbody tr", has_text="Initialisé").locator("a").first.click()
    prendre(page, "indemnite")


def _premiere(page: Page) -> None:
    """Open the first line of a list."""
    page.wait_for_selector("html[data-pret]", state="attached")
    page.locator(PREMIERE_LIGNE).first.click()
    page.wait_for_load_state()
