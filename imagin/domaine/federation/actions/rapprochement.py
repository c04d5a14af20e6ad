"""The nightly comparison, on the side of the home académie (package 3)."""

from collections.abc import Sequence

from imagin.domaine.federation.rules import Condense, EcartConstate
from imagin.domaine.perimetre.rules import Perimetre


def comparer_condenses(
    perimetre: Perimetre, *, condenses: Sequence[Condense], apres: int, jusqu_a: int | None
) -> list[EcartConstate]:
    """What differs between the caller's summons in force and what we hold, of dossiers in ]apres, jusqu_a]. Reads only.

    One query, whatever the number.
    """
    raise NotImplementedError
