"""Querysets that state no order come in any order, as the database is free to give them."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet


@contextmanager
def desordonner() -> Iterator[None]:
    """Shuffle the results of our models' unordered querysets for the length of the block."""
    d_origine = QuerySet._fetch_all

    def _fetch_all(lignes: QuerySet[Any]) -> None:
        neuf = lignes._result_cache is None
        d_origine(lignes)
        if neuf and not lignes.ordered and lignes.model.__module__.startswith("imagin."):
            random.shuffle(lignes._result_cache)

    QuerySet._fetch_all = _fetch_all  # type: ignore[method-assign]
    try:
        yield
    finally:
        QuerySet._fetch_all = d_origine  # type: ignore[method-assign]
