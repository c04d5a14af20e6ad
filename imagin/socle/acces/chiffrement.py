"""Secrets that the database keeps: unreadable to who holds a copy of it without the settings.

The key is derived from IMAGIN_SECRET. Former secrets (IMAGIN_SECRET_ANCIENS) still read what they wrote;
`imagin rechiffrer` writes it anew with the present one.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARQUE = "chiffre1:"  # what is not marked was written before, in clear
USAGE = b"imagin.secrets-gardes"


class SecretIllisible(Exception):
    """No secret of the settings reads this: IMAGIN_SECRET was changed without IMAGIN_SECRET_ANCIENS."""


def chiffrer(clair: str) -> str:
    """What the database keeps instead of `clair`."""
    return MARQUE + _trousseau().encrypt(clair.encode()).decode()


def dechiffrer(garde: str) -> str:
    """The secret that the database keeps; raises SecretIllisible."""
    if not garde.startswith(MARQUE):
        return garde
    try:
        return _trousseau().decrypt(garde.removeprefix(MARQUE).encode()).decode()
    except InvalidToken as erreur:
        raise SecretIllisible(
            "Un secret que la base garde ne se lit plus : donnez l'ancien IMAGIN_SECRET dans "
            "IMAGIN_SECRET_ANCIENS (docs/exploitation.md)."
        ) from erreur


def cle_derivee(usage: str) -> bytes:
    """A key of 32 bytes for that use and no other, derived from the present IMAGIN_SECRET: it changes with it."""
    return _derivee(settings.SECRET_KEY, usage.encode())


def _trousseau() -> MultiFernet:
    return MultiFernet([_cle(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@lru_cache(maxsize=8)
def _cle(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(_derivee(secret, USAGE)))


@lru_cache(maxsize=8)
def _derivee(secret: str, usage: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=usage).derive(secret.encode())
