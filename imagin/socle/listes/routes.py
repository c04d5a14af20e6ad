"""The downloads of a list: their routes follow from the list as displayed, without a view for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

from imagin.socle.acces.routes import route
from imagin.socle.listes.http import reponse_csv, reponse_pdf, reponse_xlsx

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django.urls import URLPattern

    from imagin.socle.acces.activite import Activite
    from imagin.socle.listes.presentation import ListePresentee

Affichee = Callable[..., "ListePresentee[Any]"]


def telechargements(
    activite: Activite,
    motif: str,
    affichee: Affichee,
    *,
    fichier: str = "",
    sorties: tuple[str, ...] = ("csv",),
    sous_titres: Callable[[Any], Iterable[str]] = lambda _: (),
) -> list[URLPattern]:
    """Routes of the list that `affichee(request, perimetre, …)` gives, as displayed: `<motif>.csv`, `.xlsx`, `.pdf`.

    Each is named by the last part of `motif` and its format (`missions_csv`), its file by `fichier`, in which
    « {numero} » stands for that part of the address. `sous_titres(perimetre)`: what stands under the PDF's title.
    """
    nom = motif.rpartition("/")[2]

    def telechargement(sortie: str) -> URLPattern:
        @wraps(affichee)
        def vue(request: HttpRequest, perimetre: Any, **cles: Any) -> HttpResponseBase:
            liste = affichee(request, perimetre, **cles)
            nomme = f"{(fichier or nom).format(**cles)}.{sortie}"
            if sortie == "pdf":
                return reponse_pdf(liste, nomme, sous_titres(perimetre))
            return reponse_csv(liste, nomme) if sortie == "csv" else reponse_xlsx(liste, nomme)

        return route(activite, f"{motif}.{sortie}", vue, f"{nom}_{sortie}")

    return [telechargement(sortie) for sortie in sorties]
