"""What somebody hands to an import: a file, and what they decided of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imagin.socle.texte.nettete import affichable


@dataclass(frozen=True)
class FichierRecu:
    """A file to read: name to show, size in bytes, and how to open it (afresh each time)."""

    nom: str
    taille: int
    ouvrir: Callable[[], BinaryIO]
    chemin: Path | None = None

    @classmethod
    def de(cls, chemin: Path) -> "FichierRecu":
        """The file at `chemin`; raises OSError when it cannot be seen."""
        return cls(affichable(chemin.name), chemin.stat().st_size, lambda: chemin.open("rb"), chemin)


@dataclass(frozen=True)
class Identites:
    """What somebody decided of numbers that came with another name and another birth: references of those who are the
    same person, and of those whose number is now another person's.
    """

    memes: frozenset[str] = frozenset()
    autres: frozenset[str] = frozenset()


SANS_DECISION = Identites()
