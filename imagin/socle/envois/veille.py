"""Keeps the job worker at work: what stops it without being asked to starts it again.

A machine that sleeps, a process that is frozen, a database that restarts: when it comes back, the worker has lost its
connections, or another one has declared it dead. It then begins afresh; what it held is taken again by the outbox.
"""

import asyncio
import logging
import signal
from contextlib import suppress

from procrastinate import App

journal = logging.getLogger(__name__)
# After a stop is asked for, a job that can stop between two rows is told so; the others end.
PATIENCE_A_L_ARRET_EN_SECONDES = 5
REPRISE_EN_SECONDES = 2


async def veiller(ouvrier: App, *, concurrence: int, une_fois: bool) -> None:
    """Work until SIGINT or SIGTERM, or with `une_fois` until nothing waits.

    Raises what keeps it from starting; afterwards what happens is logged, and it starts again.
    """
    arret = _ecouter_l_arret()
    async with ouvrier.open_async():
        await ouvrier.check_connection_async()
    while True:
        travail = asyncio.create_task(_travailler(ouvrier, concurrence, une_fois=une_fois))
        demande = asyncio.create_task(arret.wait())
        await asyncio.wait({travail, demande}, return_when=asyncio.FIRST_COMPLETED)
        if not travail.done():
            travail.cancel()
            await asyncio.wait({travail})
        demande.cancel()
        erreur = None if travail.cancelled() else travail.exception()
        if une_fois and erreur:
            raise erreur
        if une_fois or arret.is_set():
            return
        journal.error("Les travaux se sont interrompus : ils reprennent dans quelques secondes.", exc_info=erreur)
        with suppress(TimeoutError):
            await asyncio.wait_for(arret.wait(), REPRISE_EN_SECONDES)
            return


async def _travailler(ouvrier: App, concurrence: int, *, une_fois: bool) -> None:
    async with ouvrier.open_async():
        await ouvrier.run_worker_async(
            concurrency=concurrence,
            wait=not une_fois,
            delete_jobs="successful",
            shutdown_graceful_timeout=PATIENCE_A_L_ARRET_EN_SECONDES,
            install_signal_handlers=False,
        )


def _ecouter_l_arret() -> asyncio.Event:
    """Set at the first request; a second one ends the process as usual."""
    arret, boucle = asyncio.Event(), asyncio.get_running_loop()

    def demander() -> None:
        arret.set()
        for signe in (signal.SIGINT, signal.SIGTERM):
            boucle.remove_signal_handler(signe)

    for signe in (signal.SIGINT, signal.SIGTERM):
        boucle.add_signal_handler(signe, demander)
    return arret
