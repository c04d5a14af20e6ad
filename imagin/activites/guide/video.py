"""The films of the tutorial, as `python -m outils.guide.tutoriel` described them: scenes, what is said in them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOSSIER = Path(__file__).parent / "films"
ORDRE = ("convoquer", "envoyer", "constater", "indemnites")
MINUTE = 60


@dataclass(frozen=True)
class Scene:
    """A part of a film: when it begins, in seconds, its title, the sentences of its captions."""

    debut: float
    titre: str
    phrases: tuple[str, ...]

    @property
    def moment(self) -> str:
        """« 1 min 05 s »."""
        return f"{int(self.debut) // MINUTE} min {int(self.debut) % MINUTE:02} s"


@dataclass(frozen=True)
class Film:
    """A film: what it is about, its length in seconds, its size in bytes and in pixels, its scenes.

    `libelles` are the product's words that it shows, `accessibilite` what the foot of its pages says: once the product
    says one of them otherwise, the film is to be made again.
    """

    cle: str
    titre: str
    sous_titre: str
    activite: str
    duree: float
    octets: int
    largeur: int
    hauteur: int
    accessibilite: str
    libelles: tuple[str, ...]
    scenes: tuple[Scene, ...]

    @property
    def video(self) -> str:
        """The WebM, among the static files."""
        return f"guide/films/{self.cle}.webm"

    @property
    def sous_titres(self) -> str:
        """The captions, among the static files."""
        return f"guide/films/{self.cle}.vtt"

    @property
    def affiche(self) -> str:
        """The picture shown before the film begins, among the static files."""
        return f"guide/films/{self.cle}.webp"

    @property
    def longueur(self) -> str:
        """« 1 minute 05 secondes »."""
        minutes, secondes = divmod(round(self.duree), MINUTE)
        avant = f"{minutes} minute{'s' if minutes > 1 else ''} " if minutes else ""
        return f"{avant}{secondes:02} secondes"

    @property
    def poids(self) -> str:
        """« 0,7 Mo »."""
        return f"{self.octets / 1_000_000:.1f} Mo".replace(".", ",")


@cache
def films() -> dict[str, Film]:
    """The films by key, in the order in which a centre needs them."""
    return {cle: _lire(cle) for cle in ORDRE}


def _lire(cle: str) -> Film:
    lu = json.loads((DOSSIER / f"{cle}.json").read_text(encoding="utf-8"))
    scenes = (Scene(s["debut"], s["titre"], tuple(p["texte"] for p in s["phrases"])) for s in lu.pop("scenes"))
    return Film(**lu | {"cle": cle, "libelles": tuple(lu["libelles"]), "scenes": tuple(scenes)})
