"""Half-open ranges of instants, built from a day and two hours of the wall clock."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from psycopg.types.range import Range

from imagin.socle.temps.ecriture import date_courte, heure_courte


class PlageImpossible(ValueError):
    """The end does not come after the beginning; the message is French."""


class HeureInexistante(PlageImpossible):
    """The wall clock never shows that hour on that day (summer time begins); the message is French."""


def plage(jour: date, heure_debut: time, heure_fin: time) -> Range[datetime]:
    """The range [debut, fin) in UTC of a slot on one local day; an end at 00:00 is the midnight that closes the day.

    On the autumn night when 02:00–03:00 comes twice, an ambiguous beginning is the first one and an ambiguous end the
    second, so that the slot covers what a person may understand. Raises HeureInexistante for an hour skipped in spring,
    PlageImpossible when the end is not after the beginning.
    """
    dernier_jour = jour + timedelta(days=1) if heure_fin == time(0) else jour
    if dernier_jour == jour and heure_fin <= heure_debut:
        debut, fin = heure_courte(heure_debut), heure_courte(heure_fin)
        raise PlageImpossible(f"L'heure de fin ({fin}) doit venir après l'heure de début ({debut}).")
    return Range(_instant(jour, heure_debut, fold=0), _instant(dernier_jour, heure_fin, fold=1), "[)")


def periode(jour_debut: date, heure_debut: time, jour_fin: date, heure_fin: time) -> Range[datetime]:
    """The range [debut, fin) in UTC between two readings of the local wall clock, on one day or over many.

    Ambiguous hours of the autumn night are taken at their widest, as `plage` does. Raises PlageImpossible when the
    clock reads no later at the end than at the beginning, HeureInexistante for an hour skipped in spring.
    """
    if (jour_fin, heure_fin) <= (jour_debut, heure_debut):
        debut, fin = (
            f"{date_courte(jour)} à {heure_courte(heure)}"
            for jour, heure in ((jour_debut, heure_debut), (jour_fin, heure_fin))
        )
        raise PlageImpossible(f"La fin ({fin}) doit venir après le début ({debut}).")
    return Range(_instant(jour_debut, heure_debut, fold=0), _instant(jour_fin, heure_fin, fold=1), "[)")


def bornes(plage: Range[datetime]) -> tuple[datetime, datetime]:
    """Both ends of a range that the database holds bounded; raises ValueError on an open one."""
    if plage.lower is None or plage.upper is None:
        raise ValueError("a stored range is bounded")
    return plage.lower, plage.upper


def _instant(jour: date, heure: time, *, fold: int) -> datetime:
    """The UTC instant at which the local wall clock shows that hour; raises HeureInexistante when it never does."""
    zone = timezone.get_default_timezone()
    local = datetime.combine(jour, heure.replace(fold=fold), tzinfo=zone)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise HeureInexistante(
            f"Le {date_courte(jour)}, {heure_courte(heure)} n'existe pas : on passe ce jour-là à l'heure d'été. "
            "Choisissez une heure avant 02:00 ou à partir de 03:00."
        )
    return instant
