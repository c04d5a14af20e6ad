"""Keys renewed and forgotten by the job worker."""

from procrastinate.contrib.django import app

from imagin.socle.jetons.cles import oublier_cles, renouveler_cles


@app.periodic(cron="7 2 * * 1")
@app.task(name="jetons.renouveler_cles", queueing_lock="jetons.renouveler_cles")
def renouveler_les_cles(timestamp: int) -> str:
    """Each week, the next signing key; returns its thumbprint. `timestamp` is the tick's, unused."""
    return renouveler_cles()


@app.periodic(cron="37 3 * * *")
@app.task(name="jetons.oublier_cles", queueing_lock="jetons.oublier_cles")
def oublier_les_cles(timestamp: int) -> int:
    """Each night, delete keys and one-use tokens past their time; returns how many. `timestamp` unused."""
    return oublier_cles()
