"""Films the product: still images of each state, a pointer that moves over them, the sentences said meanwhile.

Frames are made from screenshots rather than recorded: same scenario, same film, however busy the machine is.
"""

import io
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

from outils.guide.navigateur import prete

LARGEUR, HAUTEUR = 1280, 720
BANDEAU = 96  # pixels under the screen, where captions hide nothing
CADENCE = 12.5  # frames a second, when something moves
FOND = (22, 32, 58)
BLEU = (31, 63, 174, 210)
LECTURE = 14.0  # characters a second, for a calm reader
SILENCE = 0.8  # seconds after each sentence
# What names things on a screen: the film is stale once the product says one of them otherwise.
LIBELLES = """() => [...document.querySelectorAll('button, label, legend, th, h1, h2, .menu a, .tete a, .pied a')]
  .filter(e => e.checkVisibility()).map(e => e.textContent.trim().replace(/\\s+/g, ' ')).filter(t => t.length > 2)"""
FLECHE = [(0, 0), (0, 22), (5.5, 17), (9, 25), (13, 23), (9.5, 15.5), (17, 15.5)]


@dataclass
class Phrase:
    """A caption: its text, its first and last second."""

    texte: str
    debut: float
    fin: float = 0.0


@dataclass
class Scene:
    """A part of the film: its title, when it begins, what is said."""

    titre: str
    debut: float
    phrases: list[Phrase] = field(default_factory=list)


class Camera:
    """What the scenario speaks to: `scene`, `dire`, then gestures."""

    def __init__(self, page: Page, dossier: Path) -> None:
        self.page = page
        self.dossier = dossier
        self.plans: list[tuple[Path, float]] = []
        self.scenes: list[Scene] = []
        self.libelles: set[str] = set()
        self.duree = 0.0
        self.x, self.y = LARGEUR / 2, HAUTEUR / 2
        self.pointeur = True
        self.ecran = Image.new("RGB", (LARGEUR, HAUTEUR), FOND)

    def scene(self, titre: str, carton: bytes) -> None:
        """Begin a part of the film by its title card."""
        self._finir_la_phrase()
        self.scenes.append(Scene(titre, round(self.duree, 2)))
        self.image(carton, 2.4)

    def dire(self, texte: str) -> None:
        """Say a sentence; the gestures that follow are done meanwhile."""
        self._finir_la_phrase()
        self.scenes[-1].phrases.append(Phrase(texte, self.duree))

    def fin(self) -> None:
        """Hold the last image for the last sentence."""
        self._finir_la_phrase()

    def aller(self, adresse: str) -> None:
        """Open a page."""
        self.page.goto(adresse)
        self.regarder()

    def regarder(self, secondes: float = 0.4) -> None:
        """See what the screen shows now."""
        prete(self.page)
        self.pointeur = True
        self.libelles.update(self.page.evaluate(LIBELLES))
        self.ecran = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        self._plan(secondes)

    def image(self, png: bytes, secondes: float) -> None:
        """Show a picture instead of the screen, without the pointer, until the screen is looked at again."""
        self.ecran = Image.open(io.BytesIO(png)).convert("RGB")
        self.pointeur = False
        self._plan(secondes)

    def viser(self, cible: Locator) -> None:
        """Bring the pointer over an element, at the pace of a hand."""
        cible.scroll_into_view_if_needed()
        self.regarder(1 / CADENCE)
        boite = cible.bounding_box()
        if boite is None:
            raise LookupError(f"rien à viser : {cible}")
        vers = (boite["x"] + min(boite["width"] / 2, 120), boite["y"] + boite["height"] / 2)
        depart = (self.x, self.y)
        distance = ((vers[0] - depart[0]) ** 2 + (vers[1] - depart[1]) ** 2) ** 0.5
        etapes = max(4, round(CADENCE * (0.35 + distance / 1400)))
        for etape in range(1, etapes + 1):
            part = etape / etapes
            doux = part * part * (3 - 2 * part)
            self.x, self.y = (a + (b - a) * doux for a, b in zip(depart, vers, strict=True))
            self._plan(1 / CADENCE)
        self.page.mouse.move(self.x, self.y)

    def cliquer(self, cible: Locator, attendre: Locator | None = None) -> None:
        """Point, press, and see what comes; `attendre` is what shows that it has come."""
        self.viser(cible)
        for rayon in (8, 16, 24):
            self._plan(1 / CADENCE, rayon)
        self.page.mouse.click(self.x, self.y)
        self._laisser_passer()
        if attendre is not None:
            attendre.wait_for()
        self.regarder(0.8)

    def taper(self, cible: Locator, texte: str, attendre: Locator | None = None) -> None:
        """Point at a field and type."""
        self.cliquer(cible)
        for lettre in texte:
            self.page.keyboard.type(lettre)
            self.page.clock.run_for(120)
            self.regarder(0.16)
        self._laisser_passer()
        if attendre is not None:
            attendre.wait_for()
        self.regarder(0.8)

    def touche(self, nom: str) -> None:
        """Press a key."""
        self.page.keyboard.press(nom)
        self._laisser_passer()
        self.regarder(0.6)

    def _laisser_passer(self) -> None:
        """Let the page's own delays pass on its clock, and what it asked for come."""
        self.page.clock.run_for(600)
        self.page.wait_for_load_state("networkidle")

    def _finir_la_phrase(self) -> None:
        """Hold the image until the sentence has been read."""
        if not self.scenes or not self.scenes[-1].phrases:
            return
        phrase = self.scenes[-1].phrases[-1]
        if not phrase.fin:
            manque = len(phrase.texte) / LECTURE + SILENCE - (self.duree - phrase.debut)
            if manque > 0:
                self._plan(manque)
            phrase.fin = self.duree

    def _plan(self, secondes: float, onde: int = 0) -> None:
        """One more image of the film."""
        plan = Image.new("RGB", (LARGEUR, HAUTEUR + BANDEAU), FOND)
        plan.paste(self.ecran, (0, 0))
        if self.pointeur:
            dessin = ImageDraw.Draw(plan, "RGBA")
            if onde:
                coins = (self.x - onde, self.y - onde, self.x + onde, self.y + onde)
                dessin.ellipse(coins, outline=BLEU, width=4)
            fleche = [(self.x + x, self.y + y) for x, y in FLECHE]
            dessin.polygon(fleche, fill=(255, 255, 255), outline=FOND, width=2)
        chemin = self.dossier / f"{len(self.plans):05}.png"
        plan.save(chemin, compress_level=1)
        self.plans.append((chemin, secondes))
        self.duree += secondes
