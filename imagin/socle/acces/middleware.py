"""GET writes nothing: refused at the database, session renewal, console and rate limits aside."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

TABLES_PERMISES = {"django_session", "console_message", "socle_cache"}
ECRITURE = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)


class EcritureEnLecture(Exception):
    """A view answered a GET and tried to change data: a defect of the view."""


def refuser_ecriture(execute: Callable[..., Any], sql: str, *suite: Any) -> Any:
    """Execute wrapper of Django's connection."""
    ecriture = ECRITURE.match(sql)
    if ecriture and ecriture.group(1).lower() not in TABLES_PERMISES:
        raise EcritureEnLecture(f"écriture dans {ecriture.group(1)} pendant une lecture")
    return execute(sql, *suite)


def lecture_seule(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: GET and HEAD run under `refuser_ecriture`."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return suite(request)
        with connection.execute_wrapper(refuser_ecriture):
            return suite(request)

    return intergiciel
