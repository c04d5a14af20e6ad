"""Going through a page with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect

TABULATIONS = 90


def aller(page: Page, cible: Locator, touche: str = "Tab") -> None:
    """Press Tab until the target has the focus, and see that the focus shows."""
    expect(page.locator("html[data-pret]")).to_be_attached()
    for _ in range(TABULATIONS):
        page.keyboard.press(touche)
        if cible.evaluate("e => e === document.activeElement"):
            assert cible.evaluate("e => e.matches(':focus-visible')")
            return
    raise AssertionError(f"{cible} ne s'atteint pas au clavier")
