"""What access announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CompteInvite:
    """An account was created without a password: its owner must choose one. `par` is who created it."""

    compte: int
    par: str
