"""The ways out. A channel sends rows one at a time; the outbox does the rest (order, retries, states, one sender)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
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
        certain that nothing was taken; any other error after `engager` leaves a doubt, and is reported as such.
        """


Ouverture = Callable[[], AbstractContextManager[Canal]]

_ouvertures: dict[str, Ouverture] = {}


def enregistrer_canal(nom: str, ouverture: Ouverture) -> None:
    """Make a channel known; called once per channel when the application starts."""
    _ouvertures[nom] = ouverture


def ouvrir_canal(nom: str) -> AbstractContextManager[Canal]:
    """The channel, opened for one round; raises KeyError when it is unknown. May raise EchecDuCanal on entering."""
    return _ouvertures[nom]()
