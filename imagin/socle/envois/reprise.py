"""When to try again."""

import random
from datetime import timedelta

PREMIER_DELAI = timedelta(seconds=30)
DELAI_MAXIMAL = timedelta(hours=1)
# 30 s, 1 min, 2 min … 32 min, then every hour: about three days, a long week-end of a stopped server.
TENTATIVES_MAXIMALES = 80


def delai_avant_reprise(tentatives: int) -> timedelta:
    """How long to wait after that many failed attempts (1 or more), with a jitter of up to a quarter less."""
    doublements = min(tentatives - 1, 10)
    delai = min(PREMIER_DELAI * (1 << doublements), DELAI_MAXIMAL)
    return delai * random.uniform(0.75, 1)  # noqa: S311  (spreads load, hides nothing)


def est_a_abandonner(tentatives: int) -> bool:
    """True when that many failed attempts are enough."""
    return tentatives >= TENTATIVES_MAXIMALES
