"""The doorbell: one job that tells the worker that something waits in the outbox.

It rings just after the commit, not inside the transaction, for three reasons. Inside, two deciders ringing the same
bell would wait for one another's end, and could deadlock with the domain's own locks. A job already waiting could
start before the second decider commits, and miss its rows. In the job worker, jobs are not written by Django's
connection, so would not be undone with it. A bell lost between commit and ring costs a minute: see `tasks`.
"""

from functools import partial

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

TACHE = "envois.vider_boite_d_envoi"


class _Coup(partial[None]):
    """A ring planned for the end of a transaction, recognisable among its other callbacks."""


def sonner_apres_validation(canal: str) -> None:
    """Ring for that channel when the current transaction is committed, once however often this is called."""
    connexion = transaction.get_connection()
    prevus = (rappel for _, rappel, _ in connexion.run_on_commit)
    if not any(isinstance(rappel, _Coup) and rappel.args == (canal,) for rappel in prevus):
        transaction.on_commit(_Coup(sonner, canal), robust=True)


def sonner(canal: str) -> None:
    """Leave one job waiting for that channel; nothing when there is one already."""
    try:
        with transaction.atomic():
            app.configure_task(TACHE, queueing_lock=f"envois.{canal}").defer(canal=canal)
    except AlreadyEnqueued:
        pass
