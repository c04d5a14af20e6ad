"""Writing the files, byte for byte the same each time."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTANT_ZIP = (1980, 1, 1, 0, 0, 0)


class Table:
    """A CSV being written: « ; », labels first, lines ended by a line feed."""

    def __init__(self, flux: io.TextIOBase, colonnes: Iterable[str]) -> None:
        self._ecrivain = csv.writer(flux, delimiter=";", lineterminator="\n")
        self._ecrivain.writerow(colonnes)
        self.nombre = 0

    def ajouter(self, *valeurs: Any) -> None:
        """Write one line, values in the order of the columns."""
        self._ecrivain.writerow(valeurs)
        self.nombre += 1


@contextmanager
def ouvrir_table(chemin: Path, colonnes: Iterable[str]) -> Iterator[Table]:
    """A CSV file in UTF-8."""
    with chemin.open("w", encoding="utf-8", newline="") as flux:
        yield Table(flux, colonnes)


def ecrire_zip(chemin: Path, fichiers: Mapping[str, str]) -> None:
    """A ZIP of these texts, whose bytes depend on nothing else."""
    with zipfile.ZipFile(chemin, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for nom, texte in fichiers.items():
            entree = zipfile.ZipInfo(nom, INSTANT_ZIP)
            entree.compress_type = zipfile.ZIP_DEFLATED
            entree.external_attr = 0o644 << 16
            archive.writestr(entree, texte.encode())


def oui(valeur: object) -> str:
    """« OUI » or « NON »."""
    return "OUI" if valeur else "NON"
