"""Where reads of états de frais begin: what each portée sees, by foreign keys alone."""

from django.db.models import QuerySet

from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.rules import (
    Perimetre,
    PorteeAcademie,
    PorteeEtablissement,
    PorteeExamens,
    PorteePersonne,
)


def visibles(perimetre: Perimetre) -> QuerySet[EtatFrais]:
    """États de frais that the caller sees.

    An établissement sees those of its missions, a gestionnaire those of their exams, the académie all, centres'
    indemnities included, a person their own.
    """
    match perimetre.portee:
        case PorteeEtablissement():
            return EtatFrais.objects.filter(affectation__mission__in=missions_visibles(perimetre))
        case PorteeExamens(codes=examens):
            return EtatFrais.objects.filter(affectation__mission__session__examen__in=examens)
        case PorteeAcademie():
            return EtatFrais.objects.all()
        case PorteePersonne(intervenant=intervenant):
            return EtatFrais.objects.filter(beneficiaire=intervenant)
        case _:
            return EtatFrais.objects.none()
