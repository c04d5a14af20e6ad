"""The days and hours that exist for the product: screens, files, letters and database share these bounds.

Beyond them PostgreSQL keeps what Python cannot read (the hour 24:00, the years before Christ and after 9999), and one
such row is enough to break every page that reads it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

PREMIER_JOUR = date(2000, 1, 1)
DERNIER_JOUR = date(2099, 12, 31)
"""Bounds of every day on which something happens. An absence that lasts until the last one is without end."""
PREMIERE_NAISSANCE = date(1900, 1, 1)


def hors_limites(premier: date = PREMIER_JOUR) -> str:
    """What is said of a day out of the bounds."""
    return f"Les dates vont de {premier.year} à {DERNIER_JOUR.year} : vérifiez l'année que vous avez saisie."


HORS_LIMITES = hors_limites()
# A day of slack on each side: the database does not know in which zone the académie lives.
_PREMIER_INSTANT = datetime.combine(PREMIER_JOUR - timedelta(days=1), time(0), UTC)
_DERNIER_INSTANT = datetime.combine(DERNIER_JOUR + timedelta(days=2), time(0), UTC)
# PostgreSQL's `time` goes to 24:00:00, Python's stops just before.
_DERNIERE_HEURE = time(23, 59, 59, 999999)


def est_un_jour(jour: date, *, premier: date = PREMIER_JOUR) -> bool:
    """Is it within the bounds? `premier`: PREMIERE_NAISSANCE for the day on which somebody was born."""
    return premier <= jour <= DERNIER_JOUR


def jours_bornes(*champs: str, premier: date = PREMIER_JOUR) -> Q:
    """Condition, for a constraint of the database, that these columns of days (or nothing) are within the bounds."""
    return _toutes(champs, lambda champ: {f"{champ}__gte": premier, f"{champ}__lte": DERNIER_JOUR})


def heures_bornees(*champs: str) -> Q:
    """Condition that these columns of hours (or nothing) hold hours that Python can read."""
    return _toutes(champs, lambda champ: {f"{champ}__lte": _DERNIERE_HEURE})


def instants_bornes(*champs: str) -> Q:
    """Condition that these columns of instants (or nothing) are within the bounds."""
    return _toutes(champs, lambda champ: {f"{champ}__gte": _PREMIER_INSTANT, f"{champ}__lte": _DERNIER_INSTANT})


def plages_bornees(*champs: str) -> Q:
    """Condition that both ends (or those there are) of these columns of ranges of instants are within the bounds."""
    return _toutes(
        champs,
        lambda champ: {f"{champ}__startswith__gte": _PREMIER_INSTANT, f"{champ}__endswith__lte": _DERNIER_INSTANT},
    )


def _toutes(champs: tuple[str, ...], bornes: Any) -> Q:
    """All of them; a NULL says nothing wrong, as in any CHECK."""
    condition = Q()
    for champ in champs:
        condition &= Q(**bornes(champ))
    return condition
