"""What is told to the home of somebody summoned here (packages 1 and 4)."""

from collections.abc import Collection
from dataclasses import dataclass

from imagin.domaine.federation.models import Rattachement
from imagin.domaine.federation.rules import FicheExterne
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


def rattacher(perimetre: Perimetre, *, partenaire: str, fiche: FicheExterne) -> Rattachement:
    """Take in somebody found at their home académie: their row here is made (source AUTRE), or found again.

    Name, mail, discipline and école follow the sheet. Raises FederationRefusee when the partner is not open.

    Guide: G4.6-07.
    """
    raise NotImplementedError


def oublier_rattachement(perimetre: Perimetre, *, intervenant: int) -> None:
    """Undo it for somebody who was never summoned; raises FederationRefusee otherwise."""
    raise NotImplementedError


def noter_dossiers_transmis(perimetre: Perimetre, *, etats: Collection[EtatTransmis]) -> None:
    """Keep what is being deposited (INSERT … ON CONFLICT); called in the transaction of the deposit."""
    raise NotImplementedError
