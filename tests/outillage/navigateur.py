"""A real browser: Debian's Chromium driven by Playwright, where nothing may go wrong unseen."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, Request

ICI = ("localhost", "127.0.0.1", "127.0.0.2", "127.0.0.3")  # each name of this machine keeps cookies of its own
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE 127.0.0.2, EXCLUDE 127.0.0.3",
]
ICI = {"localhost", "127.0.0.1", "127.0.0.2", "127.0.0.3"}  # each address of the machine keeps its own cookies
# Chromium writes an error for each answer 422, which is how a form comes back to be corrected.
REFUS_DE_SAISIE = "the server responded with a status of 422"
AXE = Axe()
COULEURS = {"type": "rule", "values": ["color-contrast"]}
REGLES_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def lancer_chromium(playwright: Playwright) -> Browser:
    """Start the system's Chromium, in its own empty profile."""
    chemin = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chemin is None:
        raise AssertionError("Chromium manque : « make test » l'installe (apt-get install -y chromium)")
    return playwright.chromium.launch(executable_path=chemin, args=ARGUMENTS)


@dataclass
class Ecoute:
    """What went wrong in a browser's pages; a test that means to provoke an error clears it."""

    erreurs: list[str] = field(default_factory=list)

    def suivre(self, contexte: BrowserContext) -> None:
        """Listen to every page of the context: console errors (CSP's refusals too), exceptions, calls to elsewhere."""
        contexte.on("console", self._console)
        contexte.on("weberror", lambda erreur: self.erreurs.append(f"exception : {erreur.error}"))
        contexte.on("request", self._requete)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and REFUS_DE_SAISIE not in message.text:
            self.erreurs.append(f"console : {message.text} ({message.location.get('url', '')})")

    def _requete(self, requete: Request) -> None:
        adresse = urlsplit(requete.url)
        if adresse.scheme in {"http", "https"} and adresse.hostname not in ICI:
            self.erreurs.append(f"appel hors de la machine : {requete.url}")


@contextmanager
def ouvrir_page(navigateur: Browser, adresse: str, ecoute: Ecoute, **options: Any) -> Iterator[Page]:
    """Open a page in a context of its own: French, Paris time, relative addresses from `adresse`."""
    defauts = {"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": {"width": 1440, "height": 900}}
    contexte = navigateur.new_context(base_url=adresse, **(defauts | options))
    contexte.set_default_timeout(10_000)
    ecoute.suivre(contexte)
    try:
        yield contexte.new_page()
    finally:
        _quitter(contexte)


def _quitter(contexte: BrowserContext) -> None:
    """Leave every page before the server's database goes: no request may be left on its way."""
    for page in contexte.pages:
        try:
            page.goto("about:blank")
        except Error:
            continue
    contexte.close()


def axe(page: Page) -> list[str]:
    """Return the accessibility faults of the page as axe-core sees them, one line each; none is wanted."""
    constat = AXE.run(page, options={"resultTypes": ["violations"], "runOnly": REGLES_AXE})
    return [
        f"{faute['id']} ({faute['impact']}) : {noeud['target']} {noeud['html'][:200]}"
        for faute in constat.response["violations"]
        for noeud in faute["nodes"]
    ]


def fautes(page: Page, ou: str) -> list[str]:
    """Return what is wrong with the page: axe in full at both widths, colours in each contrast; nothing is wanted."""
    constats = []
    page.evaluate(AXE.axe_script)
    for largeur, contraste in ((1280, "normal"), (1280, "renforce"), (320, "inverse")):
        page.set_viewport_size({"width": largeur, "height": 800})
        # Tall enough to show it all: a link half under the console, which stays put, is reached by scrolling.
        hauteur = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": largeur, "height": max(800, hauteur)})
        page.evaluate("c => { document.documentElement.dataset.contraste = c }", contraste)
        regles = COULEURS if contraste == "renforce" else REGLES_AXE
        options = {"resultTypes": ["violations"], "runOnly": regles}
        violations = page.evaluate("o => axe.run(document, o).then(constat => constat.violations)", options)
        noeuds = [(v["id"], noeud["html"][:160]) for v in violations for noeud in v["nodes"]]
        constats += [f"{ou} {largeur} {contraste} : {regle} {noeud}" for regle, noeud in noeuds]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            constats.append(f"{ou} {largeur} : la page défile de côté")
    return constats
