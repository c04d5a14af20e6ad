"""What the addresses of the activity name: a mission of the caller, and its grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from imagin.activites.constat_service_fait.lignes import LigneConstat, composer
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.services_faits.queries import affectations_a_constater, cadre_de, mission_a_constater

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.services_faits.rules import CadreConstat


@dataclass(frozen=True)
class MissionDemandee:
    """The mission asked for, and what it allows today."""

    mission: Mission
    cadre: CadreConstat


def mission_demandee(perimetre: Perimetre, numero: int) -> MissionDemandee:
    """The mission, when the caller states its services; 404 otherwise, another centre's included."""
    mission = mission_a_constater(perimetre, numero)
    if mission is None:
        raise Http404
    return MissionDemandee(mission, cadre_de(mission))


def lignes_de(perimetre: Perimetre, demandee: MissionDemandee) -> list[LigneConstat]:
    """The lines of its grid, as the base holds them."""
    affectations = affectations_a_constater(perimetre, demandee.mission)
    return composer(affectations, demandee.cadre, inscrits=demandee.mission.nb_inscrits)
