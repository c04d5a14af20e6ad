"""Being asked to stop: Ctrl-C, `kill`, the terminal that closes."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNAUX = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Arret(Exception):
    """Someone asked to stop."""


class _Ecoute:
    """What has been asked, and whether it can be obeyed at once."""

    demande = False
    differe = False


def ecouter_l_arret() -> None:
    """From now on, being asked to stop raises Arret where the program stands."""
    for signe in SIGNAUX:
        signal.signal(signe, _demander)


@contextmanager
def arret_differe() -> Iterator[None]:
    """Let a block end before obeying: what it starts must be known to whoever will stop it."""
    _Ecoute.differe = True
    try:
        yield
    finally:
        _Ecoute.differe = False
    if _Ecoute.demande:
        raise Arret


def _demander(signe: int, cadre: FrameType | None) -> None:
    """The first request unwinds; later ones are ignored, so that the unwinding ends."""
    for autre in SIGNAUX:
        signal.signal(autre, signal.SIG_IGN)
    print("\nArrêt…", flush=True)
    _Ecoute.demande = True
    if not _Ecoute.differe:
        raise Arret
