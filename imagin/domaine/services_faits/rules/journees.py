"""Hours of a person on a day, by half-day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Journee:
    """Hours of a person on a day, local time, by half-day; a half-day without hours was not worked."""

    jour: date
    debut_matin: time | None = None
    fin_matin: time | None = None
    debut_apres_midi: time | None = None
    fin_apres_midi: time | None = None

    @property
    def demi_journees(self) -> tuple[tuple[time | None, time | None], ...]:
        """Start and end of the morning, then of the afternoon."""
        return (self.debut_matin, self.fin_matin), (self.debut_apres_midi, self.fin_apres_midi)

    @property
    def vide(self) -> bool:
        """Is no hour given at all?"""
        return not any(heure for demi in self.demi_journees for heure in demi)

    @property
    def minutes(self) -> int:
        """Minutes worked; only meaningful when nothing is refused."""
        return sum(_minutes(fin) - _minutes(debut) for debut, fin in self.demi_journees if debut and fin)


def _minutes(heure: time) -> int:
    return heure.hour * 60 + heure.minute


def minutes_de(journees: Iterable[Journee]) -> int:
    """Minutes of several days."""
    return sum(journee.minutes for journee in journees)


def refus_des_heures_de(journee: Journee) -> Iterator[str]:
    """What is wrong in the hours of one day.

    Guide: G4.3-05.
    """
    for nom, (debut, fin) in zip(("du matin", "de l'après-midi"), journee.demi_journees, strict=True):
        if (debut is None) != (fin is None):
            yield f"donnez le début et la fin {nom}, ou effacez les deux."
        elif debut and fin and fin <= debut:
            yield f"la fin {nom} doit suivre son début."
    if journee.fin_matin and journee.debut_apres_midi and journee.debut_apres_midi < journee.fin_matin:
        yield "l'après-midi commence avant la fin du matin."
