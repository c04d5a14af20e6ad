"""Money: exact decimals, rounded half-up to the cent, once; and as people read and type it."""

from decimal import ROUND_HALF_UP, Decimal

from imagin.socle.nombres import ecrire_nombre, lire_nombre

CENTIME = Decimal("0.01")


def au_centime(montant: Decimal) -> Decimal:
    """Rounded half-up to the cent: 0.005 gives 0.01."""
    return montant.quantize(CENTIME, ROUND_HALF_UP)


def en_euros(montant: Decimal) -> str:
    """« 1 268,00 € », with no-break spaces."""
    return f"{ecrire_nombre(montant, 2)}\u00a0€"


def lire_montant(texte: str) -> Decimal:
    """« 69,74 », « 1 268.00 € »: euros to the cent; raises NombreIllisible."""
    return lire_nombre(texte.strip().removesuffix("€"), decimales=2)
