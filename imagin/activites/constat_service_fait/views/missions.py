"""The list of missions whose services are stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.constat_service_fait.forms import FiltresConstat
from imagin.activites.constat_service_fait.lists import MISSIONS
from imagin.domaine.missions.queries import annees_proposees
from imagin.domaine.services_faits.enums import EtatMission
from imagin.domaine.services_faits.queries import etat_de_la_mission, missions_a_constater
from imagin.socle.listes import ListePresentee, presenter
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.services_faits.queries import MissionAConstater


class Missions(View):
    """Missions that begin this year and are not wholly stated, by start, unless other filters are chosen.

    Guide: G4.3-01 to G4.3-03.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtres = _filtres(request)
        contexte = {"filtres": filtres, "liste": _presenter(request, perimetre, filtres)}
        return render(request, "constat_service_fait/missions.html", contexte)


def missions_affichees(request: HttpRequest, perimetre: Perimetre) -> ListePresentee[MissionAConstater]:
    """The list as the address asks for it: what its download holds."""
    return _presenter(request, perimetre, _filtres(request))


def _filtres(request: HttpRequest) -> FiltresConstat:
    """The filters as chosen; on the current year and without missions already stated until then."""
    jour = aujourd_hui()
    choix = {"annee": [(annee, annee) for annee in annees_proposees(jour)]}
    return FiltresConstat(request.GET, choix=choix, defaut={"annee": (jour.year,), "sans_constatees": ("on",)})


def _presenter(
    request: HttpRequest, perimetre: Perimetre, filtres: FiltresConstat
) -> ListePresentee[MissionAConstater]:
    choix = filtres.choix
    annees = choix.get("annee") or annees_proposees(aujourd_hui())
    missions = missions_a_constater(perimetre, annees=annees)
    caches = set()
    if choix.get("sans_non_effectuees"):
        caches.add(EtatMission.NON_EFFECTUEE)
    if choix.get("sans_constatees"):
        caches.add(EtatMission.CONSTATEE)
    gardees = [m for m in missions if etat_de_la_mission(m) not in caches]
    return presenter(MISSIONS, gardees, request.GET)
