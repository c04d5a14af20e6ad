"""The signing keys of this instance: made, published ahead, retired (package 1)."""

from typing import Any

from joserfc.jwk import KeySet, RSAKey


def cle_qui_signe() -> RSAKey:
    """The latest key whose time to sign has come, with its `kid`; made at the first call."""
    raise NotImplementedError


def cles_publiees() -> list[dict[str, Any]]:
    """Public JWK of all keys not expired, those that do not sign yet included: what `/federation/cles.json` answers."""
    raise NotImplementedError


def nos_cles() -> KeySet:
    """The same, to verify what we signed."""
    raise NotImplementedError


def renouveler_cles() -> str:
    """Make the next key: published now, signing in a day; the present one is published a day more. Returns its kid."""
    raise NotImplementedError


def oublier_cles() -> int:
    """Delete keys expired and what served once past its time; returns how many rows."""
    raise NotImplementedError
