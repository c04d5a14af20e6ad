"""The browser that looks at the product: Debian's Chromium, in French, on the product's clock."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from outils.guide.serveur import INSTANT
from outils.guide.site import MOT_DE_PASSE
from outils.paquets import apporter

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars", "--font-render-hinting=none"]
DELAI = 15_000
FRANCAIS = Path("/usr/lib/chromium/locales/fr.pak")
CHEF, ADMINISTRATEUR = "chef.0310038Y", "administrateur"


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, closed at the end."""
    if not shutil.which("chromium") or not FRANCAIS.exists():
        apporter(["chromium", "chromium-l10n"], "Chromium, ou son français, manque")
    chemin = shutil.which("chromium")
    with sync_playwright() as playwright:
        # what its own date fields speak
        environnement: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "fr"}
        navigateur = playwright.chromium.launch(executable_path=chemin, args=ARGUMENTS, env=environnement)
        yield navigateur
        navigateur.close()


def ouvrir(navigateur: Browser, adresse: str, largeur: int, hauteur: int) -> Page:
    """A page in a profile of its own."""
    options: dict[str, Any] = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "reduced_motion": "reduce"}
    contexte = navigateur.new_context(base_url=adresse, viewport={"width": largeur, "height": hauteur}, **options)
    contexte.set_default_timeout(DELAI)
    contexte.clock.install(time=INSTANT)
    return contexte.new_page()


def se_connecter(page: Page, identifiant: str) -> None:
    """Sign in by the screen."""
    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill(identifiant)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Valider").click()
    page.wait_for_url("**/")


def prete(page: Page) -> None:
    """Wait until the page's scripts and typeface are there."""
    page.wait_for_selector("html[data-pret]", state="attached")
    page.evaluate("document.fonts.ready")
