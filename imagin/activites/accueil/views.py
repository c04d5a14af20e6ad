"""Home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.queries import messages_affiches
from imagin.socle.temps import maintenant


def accueil(request: HttpRequest) -> HttpResponse:
    """The screen one lands on.

    Guide: § 2.2.
    """
    perimetre: Perimetre = request.perimetre  # type: ignore[attr-defined]
    return render(request, "accueil/accueil.html", {"messages_accueil": messages_affiches(perimetre, maintenant())})
