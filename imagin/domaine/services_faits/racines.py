"""Where reads of constats begin: those of the missions that a portée sees."""

from collections.abc import Collection

from django.db.models import QuerySet

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.services_faits.models import Constat


def visibles(perimetre: Perimetre) -> QuerySet[Constat]:
    """Constats of the missions that the caller sees."""
    return Constat.objects.filter(affectation__mission__in=missions_visibles(perimetre))


def constats_d(affectations: Collection[Affectation]) -> QuerySet[Constat]:
    """Constats of these affectations, which somebody holds."""
    return Constat.objects.filter(affectation__in=affectations)


@hors_perimetre("suite d'une annulation, qui désigne les convocations, d'où qu'elle vienne")
def constats_des_lettres(convocations: Collection[int]) -> QuerySet[Constat]:
    """Constats of the affectations of these letters (keys)."""
    return Constat.objects.filter(affectation__convocations__in=convocations)
