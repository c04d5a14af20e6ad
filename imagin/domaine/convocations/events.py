"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Convoquee:
    """Convocations were issued, in this transaction."""

    convocations: tuple[int, ...]


@dataclass(frozen=True)
class ConvocationAnnulee:
    """A convocation in force was cancelled, in this transaction."""

    convocation: int


@dataclass(frozen=True)
class EnvoiDemande:
    """Somebody asks that these convocations leave by mail, with a copy to their centre."""

    convocations: tuple[int, ...]
    par: str
