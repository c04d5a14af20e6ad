"""A list as a download: what is displayed, as CSV, XLSX or PDF."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import TypeVar

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from imagin.socle.documents import rendre
from imagin.socle.listes.exports import donnees_pdf, en_csv
from imagin.socle.listes.presentation import ListePresentee
from imagin.socle.listes.tableur import en_xlsx
from imagin.socle.temps import maintenant

T = TypeVar("T")
R = TypeVar("R", HttpResponse, StreamingHttpResponse)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EN_MEMOIRE = 4 << 20  # bytes above which a spreadsheet waits on disk


def reponse_csv(presentee: ListePresentee[T], nom: str) -> StreamingHttpResponse:
    """The lines displayed as a CSV file named `nom` (with its extension)."""
    reponse = StreamingHttpResponse(en_csv(presentee.liste, presentee.tous()), content_type="text/csv; charset=utf-8")
    return telecharger(reponse, nom)


def reponse_xlsx(presentee: ListePresentee[T], nom: str) -> FileResponse:
    """The lines displayed as a spreadsheet named `nom` (with its extension)."""
    fichier = SpooledTemporaryFile(EN_MEMOIRE)  # noqa: SIM115 - closed by the response, once sent
    en_xlsx(presentee.liste, presentee.tous(), fichier)
    fichier.seek(0)
    return FileResponse(fichier, as_attachment=True, filename=nom, content_type=XLSX)


def reponse_pdf(presentee: ListePresentee[T], nom: str, sous_titres: Iterable[str]) -> HttpResponse:
    """The lines displayed as a PDF list named `nom`, titled by the list's title."""
    liste = presentee.liste
    pdf = rendre("liste", donnees_pdf(liste, presentee.tous(), liste.titre, sous_titres, maintenant()))
    return telecharger_pdf(pdf, nom)


def telecharger_pdf(pdf: bytes, nom: str) -> HttpResponse:
    """A PDF, downloaded under that name."""
    return telecharger(HttpResponse(pdf, content_type="application/pdf"), nom)


def telecharger(reponse: R, nom: str) -> R:
    """Give a response the name of the file it is, so that the browser keeps it under that name."""
    reponse["Content-Disposition"] = content_disposition_header(True, nom) or "attachment"
    return reponse
