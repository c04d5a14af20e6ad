"""What is not a POST writes nothing: refused at the database; session renewal, console, rate limits and presence aside.

A protocol may leave no choice: who comes back from an identity provider does so by a GET. Such a view says so, by
`ecriture_permise`, around what it writes.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

TABLES_PERMISES = {"django_session", "console_message", "socle_cache", *settings.IMAGIN_ECRITES_EN_LECTURE}
# What may run: reads, and what opens, keeps or closes a transaction or a cursor. All else is a write until proven not.
LECTURE = re.compile(
    r"\s*\(?\s*(?:SELECT|WITH|SAVEPOINT|RELEASE|ROLLBACK|SET|SHOW|DECLARE|FETCH|CLOSE|EXPLAIN)\b", re.IGNORECASE
)
DANS_UN_WITH = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE\s+(?!OF\b|SKIP\b|NOWAIT\b)\w|DELETE\s+FROM|MERGE\s+INTO)", re.IGNORECASE
)
CIBLE = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)

_permise: ContextVar[bool] = ContextVar("ecriture_permise", default=False)


class EcritureEnLecture(Exception):
    """A view answered a GET and tried to change data: a defect of the view."""


@contextmanager
def ecriture_permise() -> Iterator[None]:
    """Let the block write, though it answers a GET."""
    jeton = _permise.set(True)
    try:
        yield
    finally:
        _permise.reset(jeton)


def est_une_lecture(sql: str) -> bool:
    """Does the statement read only? A WITH may hide a write; a function that writes cannot be told by its name."""
    if not LECTURE.match(sql):
        return False
    return not (sql.lstrip(" (\n\t")[:4].upper() == "WITH" and DANS_UN_WITH.search(sql))


def refuser_ecriture(execute: Callable[..., Any], sql: str, *suite: Any) -> Any:
    """Execute wrapper of Django's connection."""
    if not est_une_lecture(sql) and not _permise.get():
        cible = CIBLE.match(sql)
        if not cible or cible.group(1).lower() not in TABLES_PERMISES:
            raise EcritureEnLecture(f"écriture pendant une lecture : {sql.split('(', 1)[0][:80]}")
    return execute(sql, *suite)


def lecture_seule(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: all but POST runs under `refuser_ecriture`."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST":
            return suite(request)
        with connection.execute_wrapper(refuser_ecriture):
            return suite(request)

    return intergiciel
