"""Numbers as French people read and type them: one reader for every field, every file and every paste.

« 1 268,50 », « 1268.5 », « 12 »: ASCII digits, a comma or a point, a space (no-break ones too) between thousands.
What Python would take besides (`1e3`, `1_000`, `١٢`, `+5`, `NaN`) is refused in words.
"""

import re
from decimal import Decimal

# What people and spreadsheets put between thousands.
ESPACES = " \u00a0\u202f"
FORME = re.compile(rf"([-\u2212]?)(\d+|\d{{1,3}}(?:[{ESPACES}]\d{{3}})+)(?:[,.](\d+))?", re.ASCII)
MAX_CHIFFRES = 9
MONTRES = 20  # characters of what was typed that a message repeats


class NombreIllisible(ValueError):
    """What was typed is not a number, or not such a number; the message says what to write."""


def ecrire_nombre(nombre: Decimal, decimales: int) -> str:
    """« 1 268,00 », « 5,5 »: with that many decimals and narrow no-break spaces between thousands."""
    return f"{nombre:,.{decimales}f}".replace(",", "\u202f").replace(".", ",")


def lire_nombre(texte: str, *, decimales: int) -> Decimal:
    """« 5,5 », « 1 268.00 », « -3 »: the number; raises NombreIllisible for anything else, or for more decimals."""
    nombre = _lire(texte)
    if nombre is None:
        raise NombreIllisible(f"« {texte[:MONTRES]} » n'est pas un nombre : écrivez par exemple 6 ou 5,5.")
    if nombre != round(nombre, decimales):
        exemple = "5,5" if decimales == 1 else "69,74"
        raise NombreIllisible(f"« {texte[:MONTRES]} » a trop de décimales : écrivez par exemple {exemple}.")
    return nombre


def lire_entier(texte: str, *, maximum: int) -> int:
    """« 12 », « 1 200 », « -3 »: a whole number; raises NombreIllisible, whose words say what the domain will take."""
    nombre = _lire(texte)
    if nombre is None or nombre != int(nombre):
        fautif = "n'est pas un nombre" if nombre is None else "n'est pas un nombre entier"
        raise NombreIllisible(f"« {texte[:MONTRES]} » {fautif} : écrivez un nombre entier de 0 à {maximum}.")
    return int(nombre)


def _lire(texte: str) -> Decimal | None:
    """The number, None when it is not written as one or has more than nine digits before the comma."""
    trouve = FORME.fullmatch(texte.strip())
    if trouve is None:
        return None
    signe, entiere, decimales = trouve.groups()
    chiffres = re.sub(rf"[{ESPACES}]", "", entiere).lstrip("0") or "0"
    if len(chiffres) > MAX_CHIFFRES:
        return None
    return Decimal(f"{'-' if signe else ''}{chiffres}.{decimales or 0}")
