"""Drawing lots, always the same way for the same seed."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Chose = TypeVar("Chose")


def tirage(graine: int, domaine: str) -> Random:
    """A generator of its own for each domain, so that a change in one leaves the others' files as they were."""
    return Random(f"{graine}:{domaine}")  # noqa: S311 - lots, not secrets


class Urne(Generic[Chose]):
    """Weighted draws by table look-up."""

    def __init__(self, choses: Sequence[Chose], poids: Iterable[float]) -> None:
        self.choses = choses
        self.cumul = list(accumulate(poids))

    def tirer(self, hasard: Random) -> Chose:
        """One of the things, as often as its weight says."""
        return self.choses[bisect(self.cumul, hasard.random() * self.cumul[-1])]


class Roulement(Generic[Chose]):
    """Everyone in turn, in an order drawn once: the load is even and nobody is forgotten."""

    def __init__(self, choses: list[Chose], hasard: Random) -> None:
        self.choses = choses
        hasard.shuffle(self.choses)
        self.rang = 0

    def __len__(self) -> int:
        return len(self.choses)

    def suivant(self) -> Chose:
        """The next one."""
        self.rang = (self.rang + 1) % len(self.choses)
        return self.choses[self.rang]


def repartir(total: int, poids: Sequence[float]) -> list[int]:
    """Whole shares of `total` in proportion to `poids`, by largest remainder: their sum is `total`."""
    somme = sum(poids)
    exacts = [total * poid / somme for poid in poids]
    parts = [int(exact) for exact in exacts]
    restes = sorted(range(len(poids)), key=lambda rang: (parts[rang] - exacts[rang], rang))
    for rang in restes[: total - sum(parts)]:
        parts[rang] += 1
    return parts
