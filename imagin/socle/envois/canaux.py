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
# What ends the name that a family of channels has in common: « federation- », of « federation-siec ».
LIEN = "-"


@dataclass(frozen=True)
class _Declaration:
    """What is known of a channel, by its name, before it is opened.

    `retient`: the latest row of each object says what the other side holds, so that it is not forgotten.
    """

    ouverture: Callable[[str], AbstractContextManager[Canal]]
    repetable: bool
    retient: bool
    actif: Callable[[str], bool]


_canaux: dict[str, _Declaration] = {}


def enregistrer_canal(
    nom: str, ouverture: Ouverture, *, repetable: bool = False, actif: Callable[[], bool] = lambda: True
) -> None:
    """Make a channel known; called once per channel when the application starts.

    `repetable`: the other side recognises by its identifier a message that it has taken already, so a doubt is settled
    by sending again, for as long as it takes. `actif` says whether the channel is switched on: off, its rows wait.
    """
    _canaux[nom] = _Declaration(lambda _: ouverture(), repetable, repetable, lambda _: actif())


def enregistrer_famille(
    prefixe: str,
    ouverture: Callable[[str], AbstractContextManager[Canal]],
    *,
    repetable: bool = False,
    actif: Callable[[str], bool] = lambda _: True,
) -> None:
    """Make known all channels whose name is `prefixe` (which ends by a dash) and what follows, given to the callables.

    One channel for each correspondent: one that is down stops nobody else's. What they hold is to be kept elsewhere:
    rows that are sent are forgotten in their time.
    """
    if prefixe.partition(LIEN) != (prefixe[:-1], LIEN, ""):
        raise ValueError(f"{prefixe} must end by its only dash")
    _canaux[prefixe] = _Declaration(
        lambda nom: ouverture(nom.removeprefix(prefixe)), repetable, False, lambda nom: actif(nom.removeprefix(prefixe))
    )


def ouvrir_canal(nom: str) -> AbstractContextManager[Canal]:
    """The channel, opened for one round; raises KeyError when it is unknown. May raise EchecDuCanal on entering."""
    declaration = _declaration(nom)
    if declaration is None:
        raise KeyError(nom)
    return declaration.ouverture(nom)


def est_actif(nom: str) -> bool:
    """Is the channel switched on? One that nobody made known is, so that opening it says the mistake."""
    declaration = _declaration(nom)
    return declaration is None or declaration.actif(nom)


def est_repetable(nom: str) -> bool:
    """May a message be sent again when in doubt? Not on a channel that nobody made known."""
    declaration = _declaration(nom)
    return declaration is not None and declaration.repetable


def canaux_qui_retiennent() -> list[str]:
    """Those whose latest row of each object says what the other side holds."""
    return [nom for nom, declaration in _canaux.items() if declaration.retient]


def _declaration(nom: str) -> _Declaration | None:
    """Its own, or that of its family."""
    famille, lien, _ = nom.partition(LIEN)
    return _canaux.get(nom) or _canaux.get(famille + lien)
