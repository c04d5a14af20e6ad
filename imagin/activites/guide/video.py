"""The tutorial as `python -m outils.guide.tutoriel` wrote it: its scenes and what is said in them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FICHIER = Path(__file__).parent / "tutoriel.json"
MINUTE = 60


@dataclass(frozen=True)
class Scene:
    """A part of the video: when it begins, in seconds, its title, the sentences of its captions."""

    debut: float
    titre: str
    phrases: tuple[str, ...]

    @property
    def moment(self) -> str:
        """« 2 min 05 s »."""
        return f"{int(self.debut) // MINUTE} min {int(self.debut) % MINUTE:02} s"


@dataclass(frozen=True)
class Tutoriel:
    """The video: its length in seconds, its size in bytes and in pixels, its scenes."""

    duree: float
    octets: int
    largeur: int
    hauteur: int
    scenes: tuple[Scene, ...]

    @property
    def longueur(self) -> str:
        """« 4 minutes 10 secondes »."""
        minutes, secondes = divmod(round(self.duree), MINUTE)
        return f"{minutes} minutes {secondes:02} secondes"

    @property
    def poids(self) -> str:
        """« 3,2 Mo »."""
        return f"{self.octets / 1_000_000:.1f} Mo".replace(".", ",")


@cache
def lire_tutoriel() -> Tutoriel:
    """The tutorial."""
    lu = json.loads(FICHIER.read_text(encoding="utf-8"))
    scenes = (Scene(s["debut"], s["titre"], tuple(p["texte"] for p in s["phrases"])) for s in lu.pop("scenes"))
    return Tutoriel(**lu, scenes=tuple(scenes))
