"""What several views of the activity need: the caller's perimeter, their mission, the list as displayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from imagin.activites.convocation_par_mission.forms import FiltresConvocations
from imagin.activites.convocation_par_mission.lists import CONVOCATIONS, INTERVENANTS
from imagin.domaine.convocations.queries import (
    affectation_et_personne,
    affectations_convoquees,
    convoquees_par_le_centre,
    mission_a_convoquer,
)
from imagin.domaine.missions.queries import examens_de, missions_a_convoquer
from imagin.domaine.perimetre.rules import Perimetre
from imagin.presentation.listes.filtres import examens_au_choix
from imagin.socle.listes import ListePresentee, presenter
from imagin.socle.listes.filtres import FILTRE, SUIVI
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.queries.lignes import AffectationSuivie
    from imagin.domaine.missions.models import Mission


def mission_demandee(perimetre: Perimetre, numero: int, *, organisee: bool = False) -> Mission:
    """The mission, when the caller may summon to it; 404 otherwise, another centre's included."""
    mission = mission_a_convoquer(perimetre, numero, organisee=organisee)
    if mission is None:
        raise Http404
    return mission


def affectation_demandee(perimetre: Perimetre, cle: int) -> Affectation:
    """An affectation in force in the caller's centre; 404 otherwise."""
    affectation = affectation_et_personne(perimetre, cle)
    if affectation is None:
        raise Http404
    return affectation


def intervenants_affiches(
    request: HttpRequest, perimetre: Perimetre, mission: Mission
) -> ListePresentee[AffectationSuivie]:
    """The list as the address asks for it: exports, ZIP and grouped mail work on what is displayed."""
    return presenter(INTERVENANTS, affectations_convoquees(perimetre, mission), _parametres(request))


def filtres_des_convocations(request: HttpRequest, perimetre: Perimetre) -> FiltresConvocations:
    """The filters of the convocations of all missions: from today on until the caller has filtered."""
    examens = examens_de(missions_a_convoquer(perimetre))
    choix = {"examen": examens_au_choix(examens)}
    return FiltresConvocations(_parametres(request), choix=choix, defaut={"du": (aujourd_hui().isoformat(),)})


def convocations_affichees(
    request: HttpRequest, perimetre: Perimetre, filtres: FiltresConvocations | None = None
) -> ListePresentee[AffectationSuivie]:
    """The centre's convocations on all its missions, as filters and search ask for them."""
    filtres = filtres or filtres_des_convocations(request, perimetre)
    periode = filtres.choix.get("periode")
    affectations = convoquees_par_le_centre(perimetre, choix=filtres.missions, periode=periode)
    return presenter(CONVOCATIONS, affectations, _parametres(request))


def retour_aux_convocations(request: HttpRequest) -> str:
    """The address of that list with the filters, search and sort that it had."""
    gardes = QueryDict(mutable=True)
    for nom in (FILTRE, *FiltresConvocations.base_fields, *SUIVI):
        gardes.setlist(nom, [valeur for valeur in _parametres(request).getlist(nom) if valeur])
    adresse, suite = reverse("convocation_par_mission:convocations"), gardes.urlencode()
    return f"{adresse}?{suite}" if suite else adresse


def _parametres(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET
