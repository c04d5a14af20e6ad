"""Money: exact decimals, rounded half-up to the cent, once; and as people read and type it."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENTIME = Decimal("0.01")
# What people and spreadsheets put between thousands, and after the amount.
A_OTER = str.maketrans("", "", " \u00a0\u202f€")


class MontantIllisible(ValueError):
    """What was typed is not a number; the message says what to write."""


def au_centime(montant: Decimal) -> Decimal:
    """Rounded half-up to the cent: 0.005 gives 0.01."""
    return montant.quantize(CENTIME, ROUND_HALF_UP)


def en_euros(montant: Decimal) -> str:
    """« 1 268,00 € », with no-break spaces."""
    return f"{ecrire_nombre(montant, 2)}\u00a0€"


def ecrire_nombre(nombre: Decimal, decimales: int) -> str:
    """« 1 268,00 », « 5,5 »: with that many decimals and narrow no-break spaces between thousands."""
    return f"{nombre:,.{decimales}f}".replace(",", "\u202f").replace(".", ",")


def lire_nombre(texte: str, *, decimales: int) -> Decimal:
    """« 5,5 », « 1 268.00 € »: the number; raises MontantIllisible for anything else, or for more decimals."""
    try:
        nombre = Decimal(texte.translate(A_OTER).replace(",", "."))
    except InvalidOperation:
        nombre = Decimal("NaN")
    if not nombre.is_finite() or abs(nombre) >= 10**9:
        raise MontantIllisible(f"« {texte[:20]} » n'est pas un nombre : écrivez par exemple 6 ou 5,5.")
    if nombre != round(nombre, decimales):
        exemple = "5,5" if decimales == 1 else "69,74"
        raise MontantIllisible(f"« {texte[:20]} » a trop de décimales : écrivez par exemple {exemple}.")
    return nombre
