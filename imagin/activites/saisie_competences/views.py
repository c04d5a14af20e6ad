"""Views of « Saisie des compétences »: form → action → message → redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from imagin.activites.saisie_competences.forms import CompetenceForm
from imagin.activites.saisie_competences.objets import personne_demandee
from imagin.domaine.competences.actions import ajouter_competence, invalider_competence, reconnaitre_competence
from imagin.domaine.competences.queries import competences_de
from imagin.domaine.competences.rules import CompetenceRefusee
from imagin.socle.console.http import dire_erreur, dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre

PAGE = "saisie_competences:competences"


class Ajouter(View):
    """« Ajouter une compétence »: one choice after the other (without scripts, « Continuer »), then the compétence.

    Guide: G3.3-05, G3.3-06.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        return self._afficher(request, perimetre, personne, CompetenceForm(perimetre, request.GET, lie=False))

    def post(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        if "continuer" in request.POST:
            return self._afficher(request, perimetre, personne, CompetenceForm(perimetre, request.POST, lie=False))
        form = CompetenceForm(perimetre, request.POST, lie=True)
        choisie = personne_demandee(perimetre, personne)
        if form.is_valid():
            try:
                epreuve = ajouter_competence(
                    perimetre,
                    intervenant=choisie.pk,
                    epreuve_option=form.cleaned_data["epreuve_option"],
                )
            except CompetenceRefusee as refus:
                form.add_error(None, str(refus))
            else:
                dire_succes(request, f"Compétence ajoutée : {choisie}, {epreuve.specialite.examen}, {epreuve}.")
                return rediriger(request, reverse(PAGE, args=[choisie.pk]))
        return self._afficher(request, perimetre, personne, form)

    @staticmethod
    def _afficher(request: HttpRequest, perimetre: Perimetre, personne: int, form: CompetenceForm) -> HttpResponse:
        contexte = {"form": form, "personne": personne_demandee(perimetre, personne)}
        return rendre_saisie(request, "saisie_competences/ajouter.html", contexte, form)


def reconnaitre(request: HttpRequest, perimetre: Perimetre, personne: int, epreuve: int) -> HttpResponse:
    """« + » (G3.3-04)."""
    return _se_positionner(
        request, perimetre, personne, epreuve, action=reconnaitre_competence, fait="Compétence reconnue"
    )


def invalider(request: HttpRequest, perimetre: Perimetre, personne: int, epreuve: int) -> HttpResponse:
    """« ✗ » (G3.3-04)."""
    return _se_positionner(
        request, perimetre, personne, epreuve, action=invalider_competence, fait="Compétence invalidée"
    )


def _se_positionner(
    request: HttpRequest, perimetre: Perimetre, personne: int, epreuve: int, *, action: Callable[..., None], fait: str
) -> HttpResponse:
    choisie = personne_demandee(perimetre, personne)
    noms = {c.epreuve_option: c.epreuve for c in competences_de(perimetre, choisie.pk)}
    try:
        action(perimetre, intervenant=choisie.pk, epreuve_option=epreuve)
    except CompetenceRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        dire_succes(request, f"{fait} : {choisie}, {noms.get(epreuve, 'épreuve-option')}.")
    return redirect(PAGE, choisie.pk)
