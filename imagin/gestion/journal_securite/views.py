"""Views of « Journal de sécurité »: read only, nobody changes a journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from imagin.domaine.acces.queries import journal_de_securite
from imagin.gestion.journal_securite.lists import EVENEMENTS
from imagin.socle.listes import presenter_page
from imagin.socle.listes.http import reponse_csv

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from imagin.domaine.acces.models import EvenementSecurite
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import PagePresentee


def evenements(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """What happened, the latest first.

    Guide: GG-06.
    """
    return render(request, "journal_securite/evenements.html", {"liste": _liste(request, perimetre)})


def evenements_csv(request: HttpRequest, perimetre: Perimetre) -> StreamingHttpResponse:
    """The lines found, as a spreadsheet reads them."""
    return reponse_csv(_liste(request, perimetre), "journal_de_securite.csv")


def _liste(request: HttpRequest, perimetre: Perimetre) -> PagePresentee[EvenementSecurite]:
    return presenter_page(EVENEMENTS, journal_de_securite(perimetre), request.GET)
