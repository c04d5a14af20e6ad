"""Where reads of missions begin: what each portée sees, by foreign keys alone."""

from django.db.models import QuerySet

from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import Perimetre, PorteeAcademie, PorteeEtablissement, PorteeExamens


def visibles(perimetre: Perimetre) -> QuerySet[Mission]:
    """Missions that the caller sees, withdrawn ones left out.

    An établissement sees those that take place in it, a gestionnaire those of their exams, the académie all. A portée
    that no screen serves yet (somebody summoned, another académie) sees none.
    """
    missions = Mission.objects.filter(retiree_le__isnull=True)
    match perimetre.portee:
        case PorteeEtablissement(cle=centre):
            return missions.filter(centre=centre)
        case PorteeExamens(codes=examens):
            return missions.filter(session__examen__in=examens)
        case PorteeAcademie():
            return missions
        case _:
            return missions.none()
