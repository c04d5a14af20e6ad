"""Partners declared by the administrateur (package 5)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.perimetre.rules import Perimetre


def declarer_partenaire(  # noqa: PLR0913  (the fields of a partner, all by name)
    perimetre: Perimetre,
    *,
    code: str,
    nom: str,
    adresse: str,
    academies: Collection[str],
    nationale: bool = False,
    active: bool = False,
    cle: int | None = None,
    version: str | None = None,
) -> Partenaire:
    """Declare a partner, or change one (`cle`); raises FederationRefusee, ChangeeEntreTemps.

    Refused: our own address or code, http where this instance is in https, an académie that another partner manages,
    opened without pinned keys. Another address forgets the keys and closes it. Closing withdraws the delegations and
    buttons that it gave.

    Guide: GG-06.
    """
    raise NotImplementedError


def supprimer_partenaire(perimetre: Perimetre, *, cle: int) -> Partenaire:
    """Forget a partner that nothing came from nor went to; raises FederationRefusee: close it instead."""
    raise NotImplementedError


def epingler_cles(perimetre: Perimetre, *, cle: int, cles: Sequence[Mapping[str, Any]], confirmees: bool) -> bool:
    """Keep the public keys read at a partner's address; True when they changed.

    By hand (`confirmees`: the administrateur compared the thumbprints), any; by the watch, only when at least one of
    those pinned is still published: a site that changed hands is not followed.
    """
    raise NotImplementedError


def noter_etat(
    perimetre: Perimetre, *, cle: int, panne: Panne | None, decalage: int | None, cle_numen: str = ""
) -> None:
    """Keep what the watch found; `depuis` moves only when `joignable` changes; the NUMEN key only when it is new."""
    raise NotImplementedError
