"""The screenshots of the user guide, written in docs/guide/captures: `python -m outils.guide.captures [NAME…]`.

With names, everything is played and only those screenshots are written: the others stay as they are.
"""

import io
import json
import sys
from collections.abc import Collection
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from outils.demo.reglages import DEPOT
from outils.guide.captures_activites import centre, etablissement
from outils.guide.captures_convocation import convocation, lettre
from outils.guide.captures_gestion import gestion
from outils.guide.navigateur import ADMINISTRATEUR, CHEF, chromium, ouvrir, prete, se_connecter
from outils.guide.site import MOT_DE_PASSE, site

DOSSIER = DEPOT / "docs" / "guide" / "captures"
LARGEUR, HAUTEUR = 1280, 860
MESSAGE = """<p>La convocation des intervenants du baccalauréat est ouverte.</p>
<ul><li>Correction des évaluations communes : <strong>avant le vendredi 21 mai</strong>.</li>
<li>Grand oral et épreuves pratiques : <strong>avant le vendredi 28 mai</strong>.</li></ul>
<p>Une question ? Écrivez à <a href="mailto:dec@ac-toulouse.example">la division des examens et concours</a>.</p>"""


class Album:
    """Keeps the screenshots, as WebP without loss, and their sizes; with `seules`, those names and no other."""

    def __init__(self, dossier: Path, seules: Collection[str] = ()) -> None:
        self.dossier, self.seules = dossier, frozenset(seules)
        self.tailles: dict[str, tuple[int, int]] = {}
        self.vues: set[str] = set()
        dossier.mkdir(parents=True, exist_ok=True)
        if self.seules:
            self.tailles = json.loads((dossier / "tailles.json").read_text(encoding="utf-8"))
            return
        for ancienne in dossier.glob("*.webp"):
            ancienne.unlink()

    def prendre(self, page: Page, nom: str, zone: str = "") -> None:
        """The window, or one element of it."""
        prete(page)
        self.garder(page.locator(zone).first.screenshot() if zone else page.screenshot(), nom)

    def garder(self, png: bytes, nom: str) -> None:
        """An image that is already there."""
        self.vues.add(nom)
        if self.seules and nom not in self.seules:
            return
        image = Image.open(io.BytesIO(png)).convert("RGB")
        image.save(self.dossier / f"{nom}.webp", lossless=True, quality=100, method=6)
        self.tailles[nom] = image.size

    def fermer(self) -> None:
        """Write the sizes, which the pages need before the images come. Raises LookupError on a name not met."""
        texte = json.dumps(dict(sorted(self.tailles.items())), indent=1)
        (self.dossier / "tailles.json").write_text(texte + "\n", encoding="utf-8")
        if inconnues := self.seules - self.vues:
            raise LookupError(f"aucune capture ne s'appelle {', '.join(sorted(inconnues))}")


def main(seules: Collection[str]) -> None:
    """Take all of them, or those named."""
    with site("captures") as adresse, chromium() as navigateur:
        album = Album(DOSSIER, seules)
        administrateur(navigateur, adresse, album)
        page = ouvrir(navigateur, adresse, LARGEUR, HAUTEUR)
        page.goto("/connexion/")
        album.prendre(page, "connexion")
        se_connecter(page, CHEF)
        ecran(page, album)
        occupee(navigateur, adresse, album)
        etroite(page, album)
        etablissement(page, album.prendre)
        centre(page, album.prendre)
        convocation(page, album.prendre)
        album.garder(lettre(), "lettre")
        gestion(navigateur, adresse, page, album.prendre)
        album.fermer()


def administrateur(navigateur: Browser, adresse: str, album: Album) -> None:
    """The welcome message, which the home then shows; how severe conflicts are."""
    page = _ecrire_le_message(navigateur, adresse)
    album.prendre(page, "message-saisie")
    page.get_by_role("button", name="Enregistrer le message").click()
    page.wait_for_url("**/message-d-accueil/")
    page.set_viewport_size({"width": LARGEUR, "height": 560})
    album.prendre(page, "messages-accueil")
    page.set_viewport_size({"width": LARGEUR, "height": 1000})
    page.goto("/severites-conflits/")
    album.prendre(page, "severites-conflits")
    page.get_by_role("button", name="Quitter").click()


def publier_le_message(navigateur: Browser, adresse: str) -> None:
    """Put the welcome message on the home."""
    page = _ecrire_le_message(navigateur, adresse)
    page.get_by_role("button", name="Enregistrer le message").click()
    page.wait_for_url("**/message-d-accueil/")
    page.context.close()


def _ecrire_le_message(navigateur: Browser, adresse: str) -> Page:
    """The message typed and previewed, not recorded yet."""
    page = ouvrir(navigateur, adresse, LARGEUR, 1180)
    se_connecter(page, ADMINISTRATEUR)
    page.goto("/message-d-accueil/nouveau/")
    prete(page)
    page.get_by_label("Titre").fill("Campagne de convocation 2027")
    page.locator("textarea").evaluate(
        "(champ, html) => { champ.value = html; champ.dispatchEvent(new Event('input')); }", MESSAGE
    )
    with page.expect_response("**/apercu/"):
        page.get_by_label("Service gestionnaire").check()
        page.clock.run_for(1000)
    page.get_by_role("heading", name="Campagne de convocation 2027").wait_for()
    return page


def ecran(page: Page, album: Album) -> None:
    """What all screens share."""
    album.prendre(page, "accueil")
    page.get_by_role("link", name="Accessibilité", exact=True).click()
    page.locator("dialog[open] form").wait_for()
    album.prendre(page, "reglages")
    page.keyboard.press("Escape")
    page.goto("/convocation-par-mission/")
    album.prendre(page, "missions")
    page.get_by_label("Filtrer par mot-clé").press_sequentially("oral")
    page.clock.run_for(500)
    album.prendre(page, "liste-recherche")
    page.goto("/convocation-par-mission/")
    page.get_by_role("button", name="Agrandir la zone de travail").click()
    album.prendre(page, "agrandi")
    page.get_by_role("button", name="Rétablir l'en-tête et le menu").click()


def occupee(navigateur: Browser, adresse: str, album: Album) -> None:
    """Somebody else of the same établissement comes while its head is at work."""
    page = ouvrir(navigateur, adresse, LARGEUR, HAUTEUR)
    page.goto("/connexion/")
    page.get_by_label("Identifiant").fill(CHEF.replace("chef", "delegue"))
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Valider").click()
    page.get_by_role("button", name="Réessayer").wait_for()
    album.prendre(page, "connexion-occupee")
    page.context.close()


def etroite(page: Page, album: Album) -> None:
    """A narrow window."""
    page.set_viewport_size({"width": 420, "height": 1000})
    page.goto("/convocation-par-mission/")
    album.prendre(page, "fenetre-etroite")
    page.set_viewport_size({"width": LARGEUR, "height": HAUTEUR})


if __name__ == "__main__":
    main(sys.argv[1:])
