"""Who signs what a test writes: the test itself, for its scene; the request, and nobody else, while it is answered."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase

from imagin.socle.traces.signature import apposer, signer_les_ecritures

ESSAI = "IMAG'IN"


def signer_les_essais() -> None:
    """Sign what factories and verbs write in tests."""
    signer_les_ecritures(ESSAI)


def sans_signature(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware of the tests, before all others: a request writes under its own name, or not at all."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        if not _est_ouverte():
            return suite(request)
        apposer(connection, "")
        try:
            return suite(request)
        finally:
            if connection.connection is not None and not connection.needs_rollback:
                apposer(connection, ESSAI)

    return intergiciel


def _est_ouverte() -> bool:
    """Open the connection; False for a test that has no database, on purpose."""
    try:
        connection.ensure_connection()
    except (RuntimeError, DatabaseError):
        return False
    return True
