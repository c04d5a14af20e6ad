"""One sender per channel, by a PostgreSQL session lock: it goes with the session of a sender that dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

# First half of the lock's key: keeps these locks apart from others of the same database.
ESPACE = 0x696D6167
# A sender's machine that vanishes is noticed in about a minute rather than in two hours.
PRENDRE = """
SELECT pg_try_advisory_lock(%s, hashtext(%s)), set_config('tcp_keepalives_idle', '30', false),
       set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '3', false)
"""


@contextmanager
def verrou_de_canal(canal: str) -> Iterator[bool]:
    """Hold the lock of the channel during the block; yields False, holding nothing, when another session has it.

    Needs a session of its own: a pool of connections that changes session at each transaction would lose the lock.
    """
    with connection.cursor() as curseur:
        curseur.execute(PRENDRE, [ESPACE, canal])
        pris = bool(curseur.fetchone()[0])
    try:
        yield pris
    finally:
        if pris:
            _rendre(canal)


def _rendre(canal: str) -> None:
    """Release the lock; when the session is broken it is released already."""
    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [ESPACE, canal])
    except Error:
        connection.close()
