"""The year of exams around today."""

from dataclasses import dataclass
from datetime import date, timedelta

FERIES = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
SAMEDI = 5
FIN_DE_CAMPAGNE = (7, 20)
DERNIERS_PREPARATIFS = (5, 20)
RENTREE = (9, 1)


@dataclass(frozen=True)
class Calendrier:
    """Years that matter from a given day: of its calendar, of the last campaign over, of the next one to prepare."""

    aujourd_hui: date

    @property
    def annee(self) -> int:
        """N."""
        return self.aujourd_hui.year

    @property
    def passee(self) -> int:
        """Year of the last sessions that are over."""
        return self.annee - (self.aujourd_hui < date(self.annee, *FIN_DE_CAMPAGNE))

    @property
    def prochaine(self) -> int:
        """Year of the next sessions of June, all of whose missions lie ahead: N or N+1."""
        return self.annee + (self.aujourd_hui >= date(self.annee, *DERNIERS_PREPARATIFS))

    @property
    def rentree(self) -> int:
        """School year, by the year it begins in."""
        return self.annee - (self.aujourd_hui < date(self.annee, *RENTREE))


def est_ouvre(jour: date) -> bool:
    """Say whether people work that day."""
    return jour.weekday() < SAMEDI and (jour.month, jour.day) not in FERIES


def jour_ouvre(jour: date) -> date:
    """That day, or the next one when people work."""
    while not est_ouvre(jour):
        jour += timedelta(days=1)
    return jour


def jours_ouvres(debut: date, nombre: int) -> list[date]:
    """`nombre` working days from `debut` on; `debut` itself is taken as it is, so that today can be a Sunday."""
    jours = [debut]
    while len(jours) < nombre:
        jours.append(jour_ouvre(jours[-1] + timedelta(days=1)))
    return jours


def quantieme(annee: int, texte: str) -> date:
    """« 06-15 » of a year."""
    mois, jour = texte.split("-")
    return date(annee, int(mois), int(jour))
