"""Where reads of revisions begin: those of the convocations to the missions that a portée sees."""

from django.db.models import QuerySet

from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.revisions.models import Revision


def revisions_visibles(perimetre: Perimetre) -> QuerySet[Revision]:
    """Revisions of the convocations to the missions that the caller sees, closed ones included."""
    return Revision.objects.filter(affectation__mission__in=missions_visibles(perimetre))
