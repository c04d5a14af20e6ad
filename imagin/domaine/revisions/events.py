"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConvocationsARevoir:
    """Convocations were marked « à revoir » (keys of the revisions), in this transaction, because of `par`."""

    revisions: tuple[int, ...]
    par: str
