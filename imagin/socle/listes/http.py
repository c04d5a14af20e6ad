"""A list as a download: what is displayed, as CSV or PDF."""

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from imagin.socle.documents import rendre
from imagin.socle.listes.exports import donnees_pdf, en_csv
from imagin.socle.listes.presentation import ListePresentee
from imagin.socle.temps import maintenant

T = TypeVar("T")
R = TypeVar("R", HttpResponse, StreamingHttpResponse)


def reponse_csv(presentee: ListePresentee[T], nom: str) -> StreamingHttpResponse:
    """The lines displayed as a CSV file named `nom` (with its extension)."""
    reponse = StreamingHttpResponse(en_csv(presentee.liste, presentee.objets), content_type="text/csv; charset=utf-8")
    return telecharger(reponse, nom)


def reponse_pdf(presentee: ListePresentee[T], nom: str, sous_titres: Iterable[str]) -> HttpResponse:
    """The lines displayed as a PDF list named `nom`, titled by the list's title."""
    liste = presentee.liste
    pdf = rendre("liste", donnees_pdf(liste, presentee.objets, liste.titre, sous_titres, maintenant()))
    return telecharger(HttpResponse(pdf, content_type="application/pdf"), nom)


def telecharger(reponse: R, nom: str) -> R:
    """Give a response the name of the file it is, so that the browser keeps it under that name."""
    reponse["Content-Disposition"] = content_disposition_header(True, nom) or "attachment"
    return reponse
