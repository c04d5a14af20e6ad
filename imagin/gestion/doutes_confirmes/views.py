"""Views of « Doutes confirmés »: read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views import View

from imagin.domaine.doutes.queries import doutes_confirmes
from imagin.gestion.doutes_confirmes.lists import DOUTES
from imagin.socle.listes import presenter_page
from imagin.socle.listes.http import reponse_csv

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

    from imagin.domaine.perimetre.rules import Perimetre


class Doutes(View):
    """What the centres confirmed in spite of a doubt, newest first, and why."""

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        page = presenter_page(DOUTES, doutes_confirmes(perimetre), request.GET)
        return render(request, "doutes_confirmes/doutes.html", {"liste": page})


def doutes_csv(request: HttpRequest, perimetre: Perimetre) -> StreamingHttpResponse:
    """Every doubt found, as CSV."""
    return reponse_csv(presenter_page(DOUTES, doutes_confirmes(perimetre), request.GET), "doutes.csv")
