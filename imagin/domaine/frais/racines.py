"""Where reads of états de frais begin: what each portée sees, by foreign keys alone."""

from django.db.models import QuerySet

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.models import EtatFrais, LotFinance
from imagin.domaine.frais.rules import TRAITES
from imagin.domaine.missions.racines import visibles as missions_visibles
from imagin.domaine.perimetre.rules import (
    Perimetre,
    PorteeAcademie,
    PorteeEtablissement,
    PorteeExamens,
    PorteePersonne,
    hors_perimetre,
)


def visibles(perimetre: Perimetre) -> QuerySet[EtatFrais]:
    """États de frais that the caller sees.

    An établissement sees those of its missions, a gestionnaire those of their exams, the académie all, centres'
    indemnities included, a person their own.
    """
    match perimetre.portee:
        case PorteeEtablissement():
            return EtatFrais.objects.filter(affectation__mission__in=missions_visibles(perimetre))
        case PorteeExamens() as examens:
            return EtatFrais.objects.filter(**examens.de("affectation__mission__session__examen"))
        case PorteeAcademie():
            return EtatFrais.objects.all()
        case PorteePersonne(intervenant=intervenant):
            return EtatFrais.objects.filter(beneficiaire=intervenant)
        case _:
            return EtatFrais.objects.none()


def lots(perimetre: Perimetre) -> QuerySet[LotFinance]:
    """Batches for the finance system, which services of the académie alone see. Raises AccesRefuse."""
    perimetre.exiger_gestion()
    return LotFinance.objects.all()


@hors_perimetre("condition SQL d'une lecture déjà bornée")
def affectations_en_traitement() -> QuerySet[Affectation]:
    """Affectations whose état de frais the gestionnaire has validated, to be met with others (G4.3-06)."""
    return Affectation.objects.filter(etat_de_frais__etat__in=TRAITES)
