"""What this room announces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imagin.domaine.convocations.enums import Origine


@dataclass(frozen=True)
class Convoquee:
    """Convocations were issued, in this transaction."""

    convocations: tuple[int, ...]


@dataclass(frozen=True)
class ConvocationsRemplacees:
    """Letters were replaced by their next versions, in this transaction, by `par`; `connu_de`: the side that knows it.

    `mels`: the address that each new one goes to; absent when nobody is written to, either because no letter had been
    sent by mail or because the change comes after the fact. The former ones do not leave any more.
    """

    anciennes: tuple[int, ...]
    nouvelles: tuple[int, ...]
    mels: Mapping[int, str]
    par: str
    connu_de: Origine


@dataclass(frozen=True)
class ConvocationsAnnulees:
    """Convocations in force were cancelled, in this transaction, by `par`; `connu_de`: the side that knows it.

    A handler that has a reason to keep some raises ConvocationsRetenues: nothing is cancelled then.
    """

    convocations: tuple[int, ...]
    par: str
    connu_de: Origine


@dataclass(frozen=True)
class MissionsRetirees:
    """CYCLADES withdrew missions, and the people affected to them were released, in this transaction.

    Keys of the affectations released, and of those that stay since their service is stated or their frais treated;
    `mels`: the address that each of the former is told at, by key, when a letter had left by mail.
    """

    liberees: tuple[int, ...]
    gardees: tuple[int, ...]
    mels: Mapping[int, str]
    par: str


@dataclass(frozen=True)
class EnvoiDemande:
    """Somebody asks that these convocations leave by mail, with a copy to their centre."""

    convocations: tuple[int, ...]
    par: str
