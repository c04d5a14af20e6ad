"""What the addresses of the activity name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from imagin.domaine.convocations.queries.personnel import personnel_et_convocation

if TYPE_CHECKING:
    from imagin.domaine.convocations.queries.personnel import PersonneConvoquee
    from imagin.domaine.perimetre.rules import Perimetre


def personne_demandee(perimetre: Perimetre, personne: int) -> PersonneConvoquee:
    """A member of the caller's personnel, with their latest letter's date; 404 for anybody else."""
    trouvee = personnel_et_convocation(perimetre, personne)
    if trouvee is None:
        raise Http404
    return trouvee
