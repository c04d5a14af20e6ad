"""View of « Validation saisie compétence »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from imagin.activites.validation_competences.forms import ValidationForm
from imagin.domaine.competences.actions import valider_saisie
from imagin.domaine.competences.queries import bilan_des_competences, validation_en_cours
from imagin.domaine.competences.rules import SaisieValidee
from imagin.socle.console.http import dire_erreur, dire_succes
from imagin.socle.console.saisie import rendre_saisie

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre


class Valider(View):
    """Say that the entry is finished; then, who said it and when.

    Guide: G3.4-01.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        return self._afficher(request, perimetre, ValidationForm())

    def post(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        form = ValidationForm(request.POST)
        if not form.is_valid():
            return self._afficher(request, perimetre, form)
        try:
            valider_saisie(perimetre)
        except SaisieValidee as refus:
            dire_erreur(request, str(refus))
        else:
            dire_succes(request, "La saisie des compétences est validée : elle ne se modifie plus.")
        return redirect("validation_competences:valider")

    @staticmethod
    def _afficher(request: HttpRequest, perimetre: Perimetre, form: ValidationForm) -> HttpResponse:
        contexte = {
            "form": form,
            "validation": validation_en_cours(perimetre),
            "bilan": bilan_des_competences(perimetre),
        }
        return rendre_saisie(request, "validation_competences/valider.html", contexte, form)
