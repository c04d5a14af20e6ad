"""NUMEN, hashed for partners (package 3)."""

from imagin.domaine.perimetre.rules import Perimetre


def cle_numen(perimetre: Perimetre) -> str:
    """The key, in hexadecimal, with which partners hash the NUMEN of our people: derived from IMAGIN_SECRET by HKDF."""
    raise NotImplementedError


def recalculer_empreintes(perimetre: Perimetre) -> int:
    """Bring `EmpreinteNumen` up to date, by COPY and one comparison; returns how many rows changed."""
    raise NotImplementedError
