"""The filter form above a list: what it keeps, and whether somebody has chosen it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from imagin.socle.ui.champs import proposer

Q, TRI, SENS, PAGE, FILTRE = "q", "tri", "sens", "page", "filtre"
SUIVI = (Q, TRI, SENS)  # search and sort of a list, which links and forms beside it carry
RESERVES = frozenset({*SUIVI, PAGE, FILTRE})
Choix = Iterable[tuple[Any, Any]]


class NomReserve(ValueError):
    """A filter bears a name that means something else in the address of its list."""


class Filtres(forms.Form):
    """Filters above a list, named by its declaration (`Liste.filtres`) and drawn by `{% filtrer %}`.

    `choix` gives the choices of its fields, `defaut` the values that show until somebody filters: then the form says
    it (`filtre=1`), so that unticking everything is an answer too. A class whose fields bear the names of the list's
    own parameters raises NomReserve when it is read: the site does not start.
    Guide: G1.3-10.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        champs: Mapping[str, forms.Field] = cls.declared_fields
        if pris := RESERVES & champs.keys():
            raise NomReserve(f"{cls.__qualname__}: the list itself means something by {sorted(pris)}")

    def __init__(
        self,
        parametres: QueryDict,
        *,
        choix: Mapping[str, Choix] | None = None,
        defaut: Mapping[str, Iterable[object]] | None = None,
        lier: bool = True,
    ) -> None:
        """`lier=False`: without anything asked for, nothing is filtered and nothing is wrong."""
        demandes = any(parametres.get(nom) for nom in self.base_fields)
        self.choisi = FILTRE in parametres or demandes
        donnees = parametres.copy()
        for nom, valeurs in ({} if self.choisi else defaut or {}).items():
            donnees.setlist(nom, [str(valeur) for valeur in valeurs])
        super().__init__(donnees if lier or self.choisi else None)
        for nom, proposes in (choix or {}).items():
            proposer(self, nom, proposes)

    @property
    def choix(self) -> dict[str, Any]:
        """What to filter by; nothing when something is wrong or nothing is chosen."""
        return self.cleaned_data if self.is_bound and self.is_valid() else {}
