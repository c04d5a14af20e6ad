"""What serves once (package 1)."""

from datetime import datetime
from typing import Any


def garder(usage: str, valeur: str, donnees: dict[str, Any], *, expire_le: datetime) -> None:
    """Keep what `valeur` (a code) stands for, by its hash."""
    raise NotImplementedError


def prendre(usage: str, valeur: str) -> dict[str, Any] | None:
    """Take it, once: DELETE … RETURNING; None when it is unknown, expired or taken."""
    raise NotImplementedError


def est_nouveau(usage: str, valeur: str, *, expire_le: datetime) -> bool:
    """Note that `valeur` (a token's identifier) was seen; False when it had been."""
    raise NotImplementedError
