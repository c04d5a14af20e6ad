"""Upkeep of the console by the job worker."""

from procrastinate.contrib.django import app

from imagin.socle.console.messages import purger


@app.periodic(cron="17 * * * *")
@app.task(name="console.purger", queueing_lock="console.purger")
def purger_la_console(timestamp: int) -> int:
    """Each hour, delete the messages of connections that are over; `timestamp` is the tick's, unused."""
    return purger()
