"""gunicorn of the tests, `--config python:tests.outillage.serveur_decale`: as production's, lighter, its clock moved.

`ESSAI_DECALAGE`: seconds that it is ahead of this machine. It dies with the process that started it.
"""

import ctypes
import os
import signal
import time
from datetime import timedelta
from typing import Any

import time_machine

from imagin.config.serveur import *  # noqa: F403 - gunicorn reads all of its names
from tests.outillage.reglages import alleger

PR_SET_PDEATHSIG = 1
decalage = int(os.environ.get("ESSAI_DECALAGE", "0"))
workers, threads = 1, 4
graceful_timeout, timeout = 1, 120


def on_starting(_: Any) -> None:
    """In the arbiter, before all else."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def post_fork(_: Any, __: Any) -> None:
    """In the worker, before it loads the application."""
    alleger()
    if decalage:
        time_machine.travel(timedelta(seconds=decalage), tick=True).start()
        time.time()  # its clock begins to tick when it is first read
