"""What the addresses of the activity name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from imagin.domaine.competences.queries import personnels_et_competences

if TYPE_CHECKING:
    from imagin.domaine.competences.queries import PersonneEtCompetences
    from imagin.domaine.perimetre.rules import Perimetre


def personne_demandee(perimetre: Perimetre, personne: int) -> PersonneEtCompetences:
    """A member of the caller's personnel; 404 for anybody else."""
    try:
        return personnels_et_competences(perimetre).get(pk=personne)
    except ObjectDoesNotExist as erreur:
        raise Http404 from erreur
