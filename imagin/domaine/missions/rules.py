"""What a mission is ready for, and what it asks of a convocation. Screens and imports only ask here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Self

from psycopg.types.range import Range

from imagin.domaine.referentiel.enums import Nature
from imagin.socle.temps import bornes, en_heure_locale, plage

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission

HEURE_DEBUT = time(8, 0)
HEURE_FIN = time(18, 0)


@dataclass(frozen=True)
class Creneau:
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


@dataclass(frozen=True)
class Attentes:
    """What the convocation to a mission asks for.

    `qualite`: one may be given; `santorin`: a SANTORIN one; `code_salle`: a free code may be typed.
    """

    qualite: bool
    santorin: bool
    code_salle: bool


def attentes(mission: Mission) -> Attentes:
    """The row of the guide's cases that this mission is.

    Guide: G4.2-07, G4.2-08.
    """
    nature = mission.type.nature
    return Attentes(
        qualite=nature != Nature.NUMERISATION,
        santorin=mission.type.dematerialisee or nature == Nature.COEC,
        code_salle=mission.type.code_salle,
    )
