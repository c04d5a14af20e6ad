"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IndisponibiliteDeclaree:
    """People became unavailable, in this transaction: one declared on screen, or all those that an import brought.

    `par`: who declared or imported; `repondre_a`: their address, empty for an import. `deja_couverts`: créneaux (keys)
    on which the person was unavailable before, of which the gestionnaire has been told already.
    """

    indisponibilites: tuple[int, ...]
    par: str
    repondre_a: str = ""
    deja_couverts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class IndisponibiliteSupprimee:
    """An indisponibilité was taken back by who declared it, in this transaction."""

    indisponibilite: int
