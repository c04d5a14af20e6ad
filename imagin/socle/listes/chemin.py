"""A column said once as a path: what Python reads, what SQL searches and sorts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from imagin.socle.listes.sql import Sql


@dataclass(frozen=True)
class Chemin:
    """`chemin("intervenant__nom")` as the value of a column, or its precision.

    Read on a line, it follows the attributes and gives None when one of them is None. `tri` is the path of the stored
    key that sorts it, when there is one; `vide=False` says that it never is empty (`Sql`).
    """

    chemin: str
    tri: str = ""
    vide: bool = True

    def __call__(self, objet: object) -> Any:
        valeur: Any = objet
        for nom in self.chemin.split("__"):
            if valeur is None:
                return None
            valeur = getattr(valeur, nom)
        return valeur

    def sql(self, precision: object = None) -> Sql | None:
        """The same for the database; None when the precision is not a path too."""
        if precision is not None and not isinstance(precision, Chemin):
            return None
        seconde = F(precision.chemin) if isinstance(precision, Chemin) else None
        return Sql(F(self.chemin), precision=seconde, tri=F(self.tri) if self.tri else None, vide=self.vide)


chemin = Chemin
