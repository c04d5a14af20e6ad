"""Views of « Validations des compétences »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from imagin.domaine.competences.actions import rouvrir_saisie
from imagin.domaine.competences.queries import derniere_validation, validations_en_cours
from imagin.gestion.validations_competences.lists import VALIDATIONS
from imagin.socle.console.http import dire, dire_succes
from imagin.socle.listes import presenter

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre


class Validations(View):
    """Who has finished entering compétences this school year.

    Guide: G3.4-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        liste = presenter(VALIDATIONS, validations_en_cours(perimetre), request.GET)
        return render(request, "validations_competences/validations.html", {"liste": liste})


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
