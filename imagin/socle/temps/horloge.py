"""The one clock."""

from datetime import date, datetime

from django.utils import timezone


def maintenant() -> datetime:
    """The present instant, aware, in UTC."""
    return timezone.now()


def aujourd_hui() -> date:
    """Today's date where the académie is (settings.TIME_ZONE), not in UTC."""
    return timezone.localdate()


def en_heure_locale(instant: datetime) -> datetime:
    """The same instant on the wall clock of the académie; raises ValueError on a naive datetime."""
    return timezone.localtime(instant, timezone.get_default_timezone())
