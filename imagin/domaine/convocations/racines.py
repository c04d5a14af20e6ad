"""Where reads of affectations begin: those to the missions that a portée sees."""

from imagin.domaine.convocations.models import Affectation, Affectations
from imagin.domaine.missions.racines import visibles
from imagin.domaine.perimetre.rules import Perimetre


def affectations_visibles(perimetre: Perimetre) -> Affectations:
    """Affectations in force to the missions that the caller sees."""
    return Affectation.objects.filter(mission__in=visibles(perimetre)).en_vigueur()
