"""Home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.queries import messages_affiches
from imagin.socle.temps import maintenant


def accueil(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The screen one lands on.

    Guide: § 2.2.
    """
    return render(request, "accueil/accueil.html", {"messages_accueil": messages_affiches(perimetre, maintenant())})
