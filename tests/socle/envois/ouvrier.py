"""The real worker in a process of its own, on the test's database and server, to be killed or awaited."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

RACINE = Path(__file__).resolve().parents[3]


def lancer(*options: str) -> subprocess.Popen[str]:
    """Start `imagin travailler`."""
    base = connection.settings_dict
    acces = {"host": base["HOST"], "port": base["PORT"], "user": base["USER"], "password": base["PASSWORD"]}
    environnement = {
        **os.environ,
        "IMAGIN_BASE": make_conninfo(dbname=base["NAME"], **{nom: valeur for nom, valeur in acces.items() if valeur}),
        "IMAGIN_SMTP": f"127.0.0.1:{settings.EMAIL_PORT}",
        "IMAGIN_EXPEDITEUR": settings.IMAGIN_EXPEDITEUR,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "imagin.config.cli", "travailler", *options],
        cwd=RACINE,
        env=environnement,
        stderr=subprocess.PIPE,
        text=True,
    )


def attendre(processus: subprocess.Popen[str], delai: float = 60) -> str:
    """Wait for its end; returns what it wrote on its error output."""
    _, erreurs = processus.communicate(timeout=delai)
    return erreurs


@contextmanager
def ouvrier(*options: str) -> Iterator[subprocess.Popen[str]]:
    """A worker for the length of the block, killed at its end if it still runs."""
    processus = lancer(*options)
    try:
        yield processus
    finally:
        processus.kill()
        attendre(processus)


def attendre_que(condition: Callable[[], bool], delai: float = 60) -> None:
    """Wait until the condition holds; fails after `delai` seconds."""
    fin = time.monotonic() + delai
    while not condition():
        assert time.monotonic() < fin, "trop long"
        time.sleep(0.01)
