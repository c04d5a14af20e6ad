"""Where reads of missions begin: what each portée sees, by foreign keys alone."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from imagin.domaine.missions.models import Mission, SessionExamen
from imagin.domaine.perimetre.rules import Perimetre, PorteeAcademie, PorteeEtablissement, PorteeExamens, hors_perimetre


def visibles(perimetre: Perimetre) -> QuerySet[Mission]:
    """Missions that the caller sees, withdrawn ones left out.

    An établissement sees those that take place in it, a gestionnaire those of their exams, the académie all. A portée
    that no screen serves yet (somebody summoned, another académie) sees none.
    """
    missions = Mission.objects.filter(retiree_le__isnull=True)
    match perimetre.portee:
        case PorteeEtablissement(cle=centre):
            return missions.filter(centre=centre)
        case PorteeExamens() as examens:
            return missions.filter(**examens.de("session__examen"))
        case PorteeAcademie():
            return missions
        case _:
            return missions.none()


def sessions_visibles(perimetre: Perimetre) -> QuerySet[SessionExamen]:
    """Exam sessions that the caller sees: those of the missions of an établissement, of a gestionnaire's exams, all."""
    match perimetre.portee:
        case PorteeEtablissement():
            siennes = visibles(perimetre).filter(session=OuterRef("pk"))
            return SessionExamen.objects.filter(Exists(siennes))
        case PorteeExamens() as examens:
            return SessionExamen.objects.filter(**examens.de("examen"))
        case PorteeAcademie():
            return SessionExamen.objects.all()
        case _:
            return SessionExamen.objects.none()


@hors_perimetre("une action ou une lecture bornée ailleurs désigne la mission, qui peut avoir lieu n'importe où")
def missions_designees(cles: Collection[int]) -> QuerySet[Mission]:
    """These missions, withdrawn ones included: of a personnel, who is summoned wherever."""
    return Mission.objects.filter(pk__in=cles)
