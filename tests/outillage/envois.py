"""The job worker of the tests that go through a browser."""

from threading import Thread

from django.db import connections

from imagin.socle.envois.enums import COURRIEL
from imagin.socle.envois.expedition import expedier


def executer_les_envois() -> None:
    """Empty the outbox as the job worker does, in a thread of its own as it does."""

    def travail() -> None:
        expedier(COURRIEL)
        connections.close_all()

    fil = Thread(target=travail)
    fil.start()
    fil.join()
