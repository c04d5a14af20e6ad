"""Reading the files of the feeds back."""

import csv
import io
import zipfile
from pathlib import Path


def lire_csv(chemin: Path) -> list[dict[str, str]]:
    """Rows of one file."""
    with chemin.open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux, delimiter=";"))


def lire_cyclades(dossier: Path) -> dict[str, list[dict[str, str]]]:
    """Tables of cyclades.zip."""
    with zipfile.ZipFile(dossier / "cyclades.zip") as archive:
        return {
            nom.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(nom).decode()), delimiter=";"))
            for nom in archive.namelist()
        }
