"""Views of « Validations des compétences »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from imagin.domaine.competences.actions import rouvrir_saisie
from imagin.domaine.competences.queries import derniere_validation
from imagin.socle.console.http import dire, dire_succes

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre


def rouvrir(request: HttpRequest, perimetre: Perimetre, etablissement: int) -> HttpResponse:
    """Let an établissement enter compétences again; 404 for one that has validated nothing this school year.

    Guide: G3.4-01.
    """
    validation = derniere_validation(perimetre, etablissement)
    if validation is None:
        raise Http404
    if rouvrir_saisie(perimetre, etablissement=etablissement):
        dire_succes(request, f"La saisie des compétences est rouverte : {validation.etablissement}.")
    else:
        dire(request, "Cette saisie était déjà ouverte : rechargez la liste.")
    return redirect("validations_competences:validations")
