"""The ways out. A channel sends rows one at a time; the outbox does the rest (order, retries, states, one sender)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from imagin.socle.envois.models import Envoi


class Canal(Protocol):
    """An open way out, used by one sender."""

    def preparer(self, envoi: Envoi) -> bytes:
        """What will be transmitted. May run in another thread, ahead of its turn; touches no database.

        Raises EchecTemporaire or Refus.
        """

    def remettre(self, envoi: Envoi, contenu: bytes, engager: Callable[[], None]) -> str:
        """Transmit, calling `engager` once, as late as possible: just before what the other side may act upon.

        Returns a remark to keep on the row (empty as a rule). Raises Refus, EchecTemporaire or EchecDuCanal when it is
        certain that nothing was taken; any other error after `engager` leaves a doubt, and is reported as such. On a
        *repeatable* channel no doubt is to be reported: EchecTemporaire may be raised whatever the other side has.
        """


Ouverture = Callable[[], AbstractContextManager[Canal]]


@dataclass(frozen=True)
class _Declaration:
    """What is known of a channel before it is opened."""

    ouverture: Ouverture
    repetable: bool
    actif: Callable[[], bool]


_canaux: dict[str, _Declaration] = {}


def enregistrer_canal(
    nom: str, ouverture: Ouverture, *, repetable: bool = False, actif: Callable[[], bool] = lambda: True
) -> None:
    """Make a channel known; called once per channel when the application starts.

    `repetable`: the other side recognises by its identifier a message that it has taken already, so a doubt is settled
    by sending again, for as long as it takes. `actif` says whether the channel is switched on: off, its rows wait.
    """
    _canaux[nom] = _Declaration(ouverture, repetable, actif)


def ouvrir_canal(nom: str) -> AbstractContextManager[Canal]:
    """The channel, opened for one round; raises KeyError when it is unknown. May raise EchecDuCanal on entering."""
    return _canaux[nom].ouverture()


def est_actif(nom: str) -> bool:
    """Is the channel switched on? One that nobody made known is, so that opening it says the mistake."""
    return nom not in _canaux or _canaux[nom].actif()


def est_repetable(nom: str) -> bool:
    """May a message be sent again when in doubt? Not on a channel that nobody made known."""
    return nom in canaux_repetables()


def canaux_repetables() -> list[str]:
    """Those on which the other side recognises what it has taken."""
    return [nom for nom, declaration in _canaux.items() if declaration.repetable]
