"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Convoquee:
    """Convocations were issued, in this transaction."""

    convocations: tuple[int, ...]


@dataclass(frozen=True)
class ConvocationRemplacee:
    """A letter was replaced by its next version, in this transaction; `par`: by whom.

    `retenue`: after the fact, so that the new one is not sent by itself; the former does not leave either.

    A handler that sends the new one answers the address that it goes to.
    """

    ancienne: int
    nouvelle: int
    par: str
    retenue: bool = False


@dataclass(frozen=True)
class ConvocationAnnulee:
    """A convocation in force was cancelled, in this transaction; `par`: by whom.

    A handler that tells the person so answers the address that it writes to.
    """

    convocation: int
    par: str


@dataclass(frozen=True)
class EnvoiDemande:
    """Somebody asks that these convocations leave by mail, with a copy to their centre."""

    convocations: tuple[int, ...]
    par: str
