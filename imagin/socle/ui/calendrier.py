"""Months of a calendar whose days are boxes to tick: a pure computation, drawn by `ui/mois.html`."""

from calendar import Calendar
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

DEBUT_PAR_DEFAUT = time(8)
FIN_PAR_DEFAUT = time(18)
SEMAINE = Calendar(firstweekday=0)


@dataclass(frozen=True)
class Jour:
    """One day: may it be chosen, is it, and its local hours of start and end.

    `classe` is how it looks when it is not like the others, `precision` what a screen reader adds to its date.
    """

    date: date
    possible: bool
    choisie: bool
    debut: time = DEBUT_PAR_DEFAUT
    fin: time = FIN_PAR_DEFAUT
    classe: str = ""
    precision: str = ""


@dataclass(frozen=True)
class Mois:
    """One month: its first day, its weeks from Monday; a day of a neighbouring month is None."""

    premier: date
    semaines: tuple[tuple[Jour | None, ...], ...]

    def avec(self, marquer: Callable[[Jour], Jour]) -> "Mois":
        """The same month, each of its days as `marquer` has it."""
        return Mois(self.premier, tuple(tuple(jour and marquer(jour) for jour in s) for s in self.semaines))


def mois_du_calendrier(
    dates_possibles: Iterable[date] | Mapping[date, tuple[time, time]],
    choisies: Collection[date] | Mapping[date, tuple[time, time]] = (),
) -> list[Mois]:
    """Months that hold a possible or a chosen date, in order; months between them without any are left out.

    Both may map each date to its hours, those of `choisies` prevail; hours are 08:00–18:00 otherwise. A chosen date
    that is no longer possible stays possible, so that nothing already saved disappears from the screen.
    Guide: G4.2-09.
    """
    possibles = set(dates_possibles) | set(choisies)
    horaires = {**_horaires(dates_possibles), **_horaires(choisies)}

    def jour(d: date) -> Jour:
        debut, fin = horaires.get(d, (DEBUT_PAR_DEFAUT, FIN_PAR_DEFAUT))
        return Jour(d, d in possibles, d in choisies, debut, fin)

    premiers = sorted({d.replace(day=1) for d in possibles})
    return [_mois(premier, jour) for premier in premiers]


def _horaires(dates: Iterable[date] | Mapping[date, tuple[time, time]]) -> Mapping[date, tuple[time, time]]:
    return dates if isinstance(dates, Mapping) else {}


def _mois(premier: date, jour: Callable[[date], Jour]) -> Mois:
    """The weeks of a month, days of the neighbouring months as None."""
    semaines = SEMAINE.monthdatescalendar(premier.year, premier.month)
    return Mois(premier, tuple(tuple(jour(d) if d.month == premier.month else None for d in s) for s in semaines))
