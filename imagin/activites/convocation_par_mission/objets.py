"""What the addresses of the activity name: a mission to which the caller summons, somebody summoned to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from imagin.domaine.convocations.queries import affectation_et_personne, mission_a_convoquer

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre


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
