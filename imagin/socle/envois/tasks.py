"""Jobs of the outbox, run by `imagin travailler`."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from imagin.socle.envois.canaux import est_actif
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.sonnette import TACHE, sonner
from imagin.socle.envois.suivi import canaux_en_attente

CONSERVATION_DES_TRAVAUX_EN_HEURES = 30 * 24


@app.task(name=TACHE, pass_context=True)
def vider_boite_d_envoi(context: JobContext, canal: str) -> int:
    """Send what is due on that channel, stopping between two rows when the worker stops; returns how many left."""
    return expedier(canal, context.should_abort).envoyes


@app.periodic(cron="* * * * *")
@app.task(name="envois.rattraper", queueing_lock="envois.rattraper")
def rattraper(timestamp: int) -> None:
    """Each minute, ring for the channels where something waits: retries, and rows whose bell was lost."""
    for canal in filter(est_actif, canaux_en_attente()):
        sonner(canal)


@app.periodic(cron="47 3 * * *")
@app.task(name="envois.oublier_les_vieux_travaux", queueing_lock="envois.oublier_les_vieux_travaux", pass_context=True)
async def oublier_les_vieux_travaux(context: JobContext, timestamp: int) -> None:
    """Each night, delete the records of jobs ended more than a month ago, failures included."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=CONSERVATION_DES_TRAVAUX_EN_HEURES,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
