"""Witnesses of imports: what an import does to what it does not write (people already summoned), counted and followed.

The socle knows no domain word: a room registers its witness on the page of subscriptions (`config/abonnements.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from imagin.socle.imports.atelier import Atelier


@dataclass(frozen=True)
class Consequences:
    """What a file does, or would do, beyond its tables: `total` people, how many for each reason, the first of them."""

    total: int = 0
    par_motif: Mapping[str, int] = field(default_factory=dict)
    premieres: Sequence[Mapping[str, Any]] = ()

    def en_json(self) -> dict[str, Any]:
        """As the report stores them."""
        return asdict(self)


class Temoin(Protocol):
    """Looks before the live tables are written, and after, in the transaction of the import.

    `regarde`: the tables whose rows it watches; a file that changes none of them is not tried in its preview.
    """

    regarde: frozenset[str]

    def avant(self, atelier: Atelier) -> None:
        """Keep what is true now (tables made by `atelier.deriver` go with the import)."""

    def apres(self, atelier: Atelier, *, rapport: int, essai: bool) -> Consequences:
        """What is no longer so. `essai`: a preview, whose writes are rolled back: tell nobody."""


_temoins: list[Temoin] = []


def enregistrer_temoin(temoin: Temoin) -> None:
    """Have every import watched; registering the same again changes nothing."""
    if temoin not in _temoins:
        _temoins.append(temoin)


def temoins() -> tuple[Temoin, ...]:
    """Those registered."""
    return tuple(_temoins)
