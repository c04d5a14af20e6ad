"""The list of the personnel, and its downloads without missions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.consultation_personnels.lists import PERSONNELS_ET_ENSEIGNEMENTS, LigneEnseignement
from imagin.activites.consultation_personnels.views.commun import (
    banniere,
    filtre_de,
    personnels_affiches,
)
from imagin.domaine.personnes.queries import avec_enseignements
from imagin.socle.console.http import dire_erreur
from imagin.socle.listes import presenter
from imagin.socle.listes.http import reponse_csv, reponse_pdf

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import ListePresentee


class Personnels(View):
    """The personnel of the établissement, all, or available or summoned in a period.

    Guide: G3.1-01, G3.1-02.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtre = filtre_de(request)
        liste = personnels_affiches(request, perimetre, filtre)
        if filtre.errors:
            dire_erreur(request, "Le filtre n'a pas été appliqué : corrigez la période indiquée au-dessus de la liste.")
        return render(request, "consultation_personnels/personnels.html", {"filtre": filtre, "liste": liste})


def personnels_csv(request: HttpRequest, perimetre: Perimetre) -> StreamingHttpResponse:
    """The personnel displayed, as CSV."""
    return reponse_csv(personnels_affiches(request, perimetre), "personnels.csv")


def personnels_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The personnel displayed, as PDF."""
    return reponse_pdf(personnels_affiches(request, perimetre), "personnels.pdf", [banniere(perimetre)])


def enseignements_csv(request: HttpRequest, perimetre: Perimetre) -> StreamingHttpResponse:
    """The personnel displayed and what they teach, as CSV."""
    return reponse_csv(_avec_enseignements(request, perimetre), "personnels_enseignements.csv")


def enseignements_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The personnel displayed and what they teach, as PDF."""
    return reponse_pdf(_avec_enseignements(request, perimetre), "personnels_enseignements.pdf", [banniere(perimetre)])


def _avec_enseignements(request: HttpRequest, perimetre: Perimetre) -> ListePresentee[LigneEnseignement]:
    affiches = [personne.pk for personne in personnels_affiches(request, perimetre).tous()]
    paires = avec_enseignements(perimetre, affiches)
    return presenter(PERSONNELS_ET_ENSEIGNEMENTS, (LigneEnseignement(*paire) for paire in paires), {})
