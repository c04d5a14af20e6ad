"""Overlap with any of several ranges, as one condition that an index serves."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.db.models.lookups import PostgresOperatorLookup
from psycopg.types.multirange import TimestamptzMultirange
from psycopg.types.range import Range


class _Chevauche(PostgresOperatorLookup):
    postgres_operator = "&&"
    prepare_rhs = False


def chevauche(champ: str, plages: Iterable[Range[datetime]]) -> PostgresOperatorLookup:
    """Condition on the column `champ`: its range overlaps one of `plages`; none: never.

    A multirange is searched once in a GiST index, where as many conditions are as many searches.
    """
    return _Chevauche(models.F(champ), TimestamptzMultirange(plages))
