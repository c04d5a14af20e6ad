"""What several views of the activity need: the caller's perimeter, their mission, the list as displayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from imagin.activites.convocation_par_mission.lists import INTERVENANTS
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.convocations.queries import affectation_du_centre, affectations_convoquees, mission_a_convoquer
from imagin.socle.listes import ListePresentee, presenter

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.missions.models import Mission


def perimetre_de(request: HttpRequest) -> Perimetre:
    """Who asks; the route has checked that there is one."""
    perimetre: Perimetre = request.perimetre  # type: ignore[attr-defined]
    return perimetre


def mission_demandee(request: HttpRequest, numero: int, *, organisee: bool = False) -> Mission:
    """The mission, when the caller may summon to it; 404 otherwise, another centre's included."""
    mission = mission_a_convoquer(perimetre_de(request), numero, organisee=organisee)
    if mission is None:
        raise Http404
    return mission


def affectation_demandee(request: HttpRequest, cle: int) -> Affectation:
    """An affectation in force in the caller's centre; 404 otherwise."""
    affectation = affectation_du_centre(perimetre_de(request), cle).select_related("mission", "intervenant").first()
    if affectation is None:
        raise Http404
    return affectation


def intervenants_affiches(request: HttpRequest, mission: Mission) -> ListePresentee[Affectation]:
    """The list as the address asks for it: exports, ZIP and grouped mail work on what is displayed."""
    parametres = request.POST if request.method == "POST" else request.GET
    return presenter(INTERVENANTS, affectations_convoquees(perimetre_de(request), mission), parametres)
