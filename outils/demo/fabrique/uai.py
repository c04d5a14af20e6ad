"""UAI: seven digits and a check letter."""

LETTRES = "ABCDEFGHJKLMNPRSTUVWXYZ"


def uai(chiffres: str) -> str:
    """The UAI of these seven digits.

    Alphabet of 23 letters without I, O, Q; rank = number modulo 23.
    """
    return f"{chiffres}{LETTRES[int(chiffres) % len(LETTRES)]}"
