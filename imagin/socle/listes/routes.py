"""The downloads of a list: their routes follow from the list as displayed, without a view for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http.response import HttpResponseBase

from imagin.socle.acces.routes import route
from imagin.socle.listes.http import reponse_csv, reponse_pdf, reponse_xlsx

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import URLPattern

    from imagin.socle.acces.activite import Activite
    from imagin.socle.listes.presentation import ListePresentee


def _rien() -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Affichage:
    """A list as displayed, and what its PDF says besides: `titre` instead of the list's, lines under it."""

    liste: ListePresentee[Any]
    sous_titres: Callable[[], Iterable[str]] = _rien
    titre: str = ""

    def repondre(self, sortie: str, fichier: str) -> HttpResponseBase:
        """The list in that format, `csv`, `xlsx` or `pdf`."""
        if sortie == "csv":
            return reponse_csv(self.liste, fichier)
        if sortie == "xlsx":
            return reponse_xlsx(self.liste, fichier)
        liste = self.liste.liste
        papier = replace(self.liste, liste=replace(liste, titre=self.titre or liste.titre))
        return reponse_pdf(papier, fichier, filter(None, self.sous_titres()))


Affichee = Callable[..., Affichage | HttpResponseBase]


def telechargements(
    activite: Activite, motif: str, affichee: Affichee, *, fichier: str = "", sorties: Iterable[str] = ("csv",)
) -> list[URLPattern]:
    """Routes of the list that `affichee(request, perimetre, …)` gives, as displayed: `<motif>.csv`, `.xlsx`, `.pdf`.

    Each is named by the last part of `motif` and its format (`missions_csv`), its file by `fichier`, in which
    « {numero} » stands for that part of the address. What `affichee` answers instead of a list is the answer. A list
    that has a screen has them by its declaration (`EcranListe`).
    """
    nom = motif.rpartition("/")[2]

    def telechargement(sortie: str) -> URLPattern:
        @wraps(affichee)
        def vue(request: HttpRequest, perimetre: Any, **cles: Any) -> HttpResponseBase:
            affichage = affichee(request, perimetre, **cles)
            if isinstance(affichage, HttpResponseBase):
                return affichage
            return affichage.repondre(sortie, f"{(fichier or nom).format(**cles)}.{sortie}")

        return route(activite, f"{motif}.{sortie}", vue, f"{nom}_{sortie}")

    return [telechargement(sortie) for sortie in sorties]
