"""The RGAA grid of docs/accessibilite, and what it lets us say of our conformity."""

import csv
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

CONFORME, NON_CONFORME, NON_APPLICABLE, NON_PROUVE = "C", "NC", "NA", "NT"
STATUTS = {
    CONFORME: "Conforme",
    NON_CONFORME: "Non conforme",
    NON_APPLICABLE: "Non applicable",
    NON_PROUVE: "Non testé avec une aide technique",
}


@dataclass(frozen=True)
class CritereRgaa:
    """A criterion of the RGAA: its number « 10.11 », its theme, what it asks, whether it holds, how that was seen.

    `aide_technique`: what it was tried with; NT when it holds as far as code tells, and nobody has heard it.
    """

    numero: str
    theme: str
    intitule: str
    statut: str
    verification: str
    aide_technique: str

    @property
    def libelle_statut(self) -> str:
        """« Conforme »; raises KeyError for a status that is not on the list."""
        return STATUTS[self.statut]


@dataclass(frozen=True)
class Grille:
    """All criteria, in the RGAA's order."""

    criteres: tuple[CritereRgaa, ...]

    @property
    def compte(self) -> Counter[str]:
        """How many criteria there are by status."""
        return Counter(critere.statut for critere in self.criteres)

    @property
    def non_conformes(self) -> tuple[CritereRgaa, ...]:
        """Criteria that do not hold: the contents that the statement calls inaccessible."""
        return tuple(critere for critere in self.criteres if critere.statut == NON_CONFORME)

    @property
    def non_prouves(self) -> tuple[CritereRgaa, ...]:
        """Criteria that an assistive technology must still prove: while there are some, nothing is « totalement »."""
        return tuple(critere for critere in self.criteres if critere.statut == NON_PROUVE)

    @property
    def taux(self) -> int:
        """Percentage of the applicable criteria that are known to hold, rounded down; 0 when none is applicable."""
        applicables = self.compte[CONFORME] + self.compte[NON_CONFORME] + self.compte[NON_PROUVE]
        return 100 * self.compte[CONFORME] // applicables if applicables else 0

    @property
    def niveau(self) -> str:
        """« totalement conforme », « partiellement conforme » (half at least) or « non conforme ».

        Source: décret 2019-768, article 5 ; Guide: G1.3-12.
        """
        if self.compte[CONFORME] and not self.non_conformes and not self.non_prouves:
            return "totalement conforme"
        return "partiellement conforme" if self.taux >= 50 else "non conforme"


def lire_criteres(chemin: Path) -> Grille:
    """Read a grid; raises KeyError for a missing column."""
    with chemin.open(encoding="utf-8", newline="") as fichier:
        lignes = csv.DictReader(fichier, delimiter=";")
        colonnes = ("numero", "theme", "intitule", "statut", "verification", "aide_technique")
        return Grille(tuple(CritereRgaa(*(ligne[colonne] for colonne in colonnes)) for ligne in lignes))


@cache
def lire_grille() -> Grille:
    """The grid of this version."""
    return lire_criteres(settings.IMAGIN_ACCESSIBILITE / "grille.csv")


@cache
def lire_evaluation() -> dict[str, Any]:
    """When, by whom and with what the grid was filled."""
    return tomllib.loads((settings.IMAGIN_ACCESSIBILITE / "evaluation.toml").read_text(encoding="utf-8"))
