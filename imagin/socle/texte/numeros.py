"""Keys that a form or an address sends: whole numbers that the database can hold, or nothing."""

from collections.abc import Iterable

CHIFFRES = 18  # all of what fits in a bigint, but for the last digit


def lire_numero(texte: str) -> int | None:
    """The number, or None for anything else: signs, other alphabets, more digits than a key has."""
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) <= CHIFFRES else None


def lire_numeros(textes: Iterable[str]) -> set[int]:
    """The numbers among the texts; what is not one is left out."""
    return {numero for texte in textes if (numero := lire_numero(texte)) is not None}
