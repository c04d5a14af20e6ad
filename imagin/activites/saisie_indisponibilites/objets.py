"""What the addresses of the activity name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from imagin.domaine.personnes.queries import personnel

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant


def personne_demandee(perimetre: Perimetre, personne: int) -> Intervenant:
    """A member of the caller's personnel; 404 for anybody else."""
    try:
        return personnel(perimetre, personne)
    except ObjectDoesNotExist as erreur:
        raise Http404 from erreur
