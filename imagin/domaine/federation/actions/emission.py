"""What is told to the home of somebody summoned here (package 4)."""

from collections.abc import Collection
from dataclasses import dataclass

from imagin.domaine.perimetre.rules import Perimetre


@dataclass(frozen=True)
class EtatTransmis:
    """What is deposited for a partner about an affectation."""

    partenaire: int
    affectation: int
    intervenant: int
    sequence: int
    condense: str
    retiree: bool


def noter_dossiers_transmis(perimetre: Perimetre, *, etats: Collection[EtatTransmis]) -> None:
    """Keep what is being deposited (INSERT … ON CONFLICT); called in the transaction of the deposit."""
    raise NotImplementedError
