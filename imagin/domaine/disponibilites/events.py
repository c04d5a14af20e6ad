"""What this room announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IndisponibiliteDeclaree:
    """People became unavailable, in this transaction: one declared on screen, or all those that an import brought.

    `par`: who declared or imported; `repondre_a`: their address, empty for an import. `deja_couverts`: créneaux (keys)
    on which the person was unavailable before the import. `personnes`: whose they are; `liberees`: people of whom the
    same import withdrew some.
    """

    indisponibilites: tuple[int, ...]
    par: str
    repondre_a: str = ""
    deja_couverts: frozenset[int] = frozenset()
    personnes: frozenset[int] = frozenset()
    liberees: frozenset[int] = frozenset()


@dataclass(frozen=True)
class IndisponibiliteSupprimee:
    """An indisponibilité (its former key) of `intervenant` was taken back by who declared it, in this transaction.

    `par` and `repondre_a`: by whom, and their address.
    """

    indisponibilite: int
    intervenant: int
    par: str
    repondre_a: str = ""
