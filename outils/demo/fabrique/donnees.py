"""The tables of `donnees/`: small CSV files of names, places and regulation, read once."""

import csv
from functools import cache
from pathlib import Path

DOSSIER = Path(__file__).parent / "donnees"


@cache
def table(nom: str) -> tuple[dict[str, str], ...]:
    """Rows of `donnees/<nom>.csv`, by column name."""
    with (DOSSIER / f"{nom}.csv").open(encoding="utf-8", newline="") as flux:
        return tuple(csv.DictReader(flux, delimiter=";"))


@cache
def lignes(nom: str) -> tuple[str, ...]:
    """Lines of `donnees/<nom>.txt`."""
    return tuple((DOSSIER / f"{nom}.txt").read_text(encoding="utf-8").splitlines())


@cache
def mots(nom: str) -> tuple[str, ...]:
    """Words of `donnees/<nom>.txt`; « _ » stands for a space within one (« Le_Goff »)."""
    return tuple(mot.replace("_", " ") for mot in (DOSSIER / f"{nom}.txt").read_text(encoding="utf-8").split())
