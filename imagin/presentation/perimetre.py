"""How who asks is said on paper."""

from imagin.domaine.perimetre.rules import Perimetre


def banniere(perimetre: Perimetre) -> list[str]:
    """« LGT LA DECOUVERTE DECAZEVILLE (0120006S) », under the title of what is printed."""
    return [f"{perimetre.etablissement} ({perimetre.uai})"]
