"""Upkeep of the sessions by the job worker."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from imagin.socle.temps import maintenant

# Longer than any evening away: what is posted from a page left open still finds whose it was.
CONSERVATION = timedelta(hours=24)


def purger_sessions() -> int:
    """Delete the sessions that ended long ago; returns how many."""
    supprimees, _ = Session.objects.filter(expire_date__lt=maintenant() - CONSERVATION).delete()
    return supprimees


@app.periodic(cron="29 * * * *")
@app.task(name="acces.purger_sessions", queueing_lock="acces.purger_sessions")
def purger_les_sessions(timestamp: int) -> int:
    """Each hour; `timestamp` is the tick's, unused."""
    return purger_sessions()
