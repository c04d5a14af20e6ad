"""What a line of a list leads to: one object field by field, said by the columns that lists say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from imagin.socle.acces.routes import route
from imagin.socle.listes.memoire import adresse_gardee
from imagin.socle.listes.valeurs import afficher

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.acces.activite import Activite
    from imagin.socle.listes.declaration import Colonne

T = TypeVar("T")


@dataclass(frozen=True)
class EcranDetail(Generic[T]):
    """One object, on its own page or in a side sheet.

    `lire(perimetre, **keys)` finds what the address names; None is a 404. `champs` are columns: their label and their
    value, a line break in it kept. `retour(objet)` is the route of the list, and its keys if it has any.
    """

    lire: Callable[..., T | None]
    titre: Callable[[T], str]
    champs: tuple[Colonne[T], ...]
    retour: Callable[[T], tuple[Any, ...]]

    def routes(self, activite: Activite, motif: str, nom: str) -> list[URLPattern]:
        """The page at `motif`, named `nom`."""
        return [route(activite, motif, self.page, nom)]

    def page(self, request: HttpRequest, perimetre: Perimetre, **cles: Any) -> HttpResponse:
        """The screen."""
        objet = self.lire(perimetre, **cles)
        if objet is None:
            raise Http404
        nom, *restent = self.retour(objet)
        contexte = {
            "titre": self.titre(objet),
            "champs": [(champ.libelle, afficher(champ.valeur(objet))) for champ in self.champs],
            "adresse": adresse_gardee(request, reverse(nom, args=restent)),
        }
        return render(request, "listes/detail.html", contexte)
