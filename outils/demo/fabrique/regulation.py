"""Keeps the sum of many drawn numbers near a target."""


class Regulateur:
    """Scales each demand by what is left to hand out over what is still asked."""

    def __init__(self, total: int, demandes: int) -> None:
        self.reste, self.demandes = total, demandes

    def accorder(self, voulu: int) -> int:
        """How many to give to a demand of `voulu`."""
        return max(0, round(voulu * self.reste / self.demandes)) if self.demandes > 0 else 0

    def noter(self, voulu: int, donne: int) -> None:
        """Record what the demand of `voulu` really got."""
        self.reste -= donne
        self.demandes -= voulu
