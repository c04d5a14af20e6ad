"""Registration and announcement of events."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E")
Reaction = Callable[[E], None]

FIGEE = "__dataclass_params__"  # where Python keeps how a dataclass was made

_reactions: dict[type[Any], list[Reaction[Any]]] = {}


class AnnonceHorsTransaction(RuntimeError):
    """An event was announced outside a transaction: its handlers could not be undone with what it announces."""


def abonner(evenement: type[E], reaction: Reaction[E]) -> None:
    """Have `reaction` called at each announcement of exactly that class, after those subscribed before it.

    Subscribing the same function again changes nothing. Raises TypeError unless `evenement` is a frozen dataclass.
    """
    if not is_dataclass(evenement) or not getattr(evenement, FIGEE).frozen:
        raise TypeError(f"{evenement!r} is not a frozen dataclass: an event must not change between two handlers.")
    reactions = _reactions.setdefault(evenement, [])
    if reaction not in reactions:
        reactions.append(reaction)


def abonnes(evenement: type[E]) -> tuple[Reaction[E], ...]:
    """The handlers of that class of events, in the order in which they will be called."""
    return tuple(_reactions.get(evenement, ()))


def annoncer(evenement: object) -> None:
    """Call every handler of the event, in order, at once, in the transaction of the caller.

    Nothing comes back: what a screen says of what followed is read from what the handlers wrote (decision 0015).
    An error of a handler propagates, so that the whole transaction rolls back: nobody learns half of what happened.
    Raises AnnonceHorsTransaction outside an atomic block.
    """
    if not transaction.get_connection().in_atomic_block:
        raise AnnonceHorsTransaction(f"{type(evenement).__name__} was announced outside a transaction.")
    for reaction in abonnes(type(evenement)):
        reaction(evenement)


@contextmanager
def sauvegarde_des_abonnements() -> Iterator[None]:
    """For tests: subscriptions made inside the block are forgotten at its end."""
    avant = {evenement: list(reactions) for evenement, reactions in _reactions.items()}
    try:
        yield
    finally:
        _reactions.clear()
        _reactions.update(avant)
