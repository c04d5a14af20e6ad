"""A date with its hours, local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from psycopg.types.range import Range

from imagin.socle.temps import bornes, en_heure_locale, plage

HEURE_DEBUT = time(8, 0)
HEURE_FIN = time(18, 0)


@dataclass(frozen=True)
class CreneauDuJour:
    """A date with its hours, local time."""

    jour: date
    debut: time = HEURE_DEBUT
    fin: time = HEURE_FIN

    @property
    def plage(self) -> Range[datetime]:
        """The half-open range of instants; raises ValueError in French when the end is not after the start."""
        return plage(self.jour, self.debut, self.fin)

    @classmethod
    def de_plage(cls, plage: Range[datetime]) -> Self:
        """The créneau that gave this range."""
        debut, fin = map(en_heure_locale, bornes(plage))
        return cls(debut.date(), debut.time(), fin.time())
