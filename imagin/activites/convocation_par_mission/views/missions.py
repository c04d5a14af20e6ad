"""The list of missions to which the centre may summon."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.convocation_par_mission.lists import MISSIONS
from imagin.domaine.convocations.queries.avancement import Avancement, missions_et_avancement
from imagin.domaine.missions.queries import annees_proposees, examens_de, missions_a_convoquer
from imagin.presentation.avancement import en_phrase
from imagin.presentation.listes.filtres import FiltresMissions, annees_au_choix, examens_au_choix
from imagin.socle.listes import ListePresentee, presenter
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.queries.avancement import MissionSuivie
    from imagin.domaine.perimetre.rules import Perimetre


class Missions(View):
    """Missions of years N and N+1 by default, by start.

    Guide: G4.2-01, G4.2-02, G1.1-03.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtres = _filtres(request, perimetre)
        liste = _presenter(request, perimetre, filtres)
        contexte = {"filtres": filtres, "liste": liste, "avancement": en_phrase(Avancement.total(liste.objets))}
        return render(request, "convocation_par_mission/missions.html", contexte)


def missions_affichees(request: HttpRequest, perimetre: Perimetre) -> ListePresentee[MissionSuivie]:
    """The list as the address asks for it: what downloads hold."""
    return _presenter(request, perimetre, _filtres(request, perimetre))


def _filtres(request: HttpRequest, perimetre: Perimetre) -> FiltresMissions:
    """The filters, on years N and N+1 until the caller has filtered."""
    jour = aujourd_hui()
    examens = examens_de(missions_a_convoquer(perimetre))
    choix = {"annee": annees_au_choix(annees_proposees(jour)), "examen": examens_au_choix(examens)}
    return FiltresMissions(request.GET, choix=choix, defaut={"annee": (jour.year, jour.year + 1)})


def _presenter(request: HttpRequest, perimetre: Perimetre, filtres: FiltresMissions) -> ListePresentee[MissionSuivie]:
    """No year chosen is all those proposed (G4.2-01)."""
    choix = filtres.missions
    choix = replace(choix, annees=choix.annees or annees_proposees(aujourd_hui()))
    return presenter(MISSIONS, missions_et_avancement(perimetre, choix=choix), request.GET)
