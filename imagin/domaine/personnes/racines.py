"""Where reads of people begin: what each portée sees, by foreign keys alone."""

from django.db.models import QuerySet

from imagin.domaine.perimetre.rules import (
    Perimetre,
    PorteeAcademie,
    PorteeEtablissement,
    PorteeExamens,
    PorteePersonne,
)
from imagin.domaine.personnes.models import Intervenant


def visibles(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """People whom the caller sees, withdrawn ones left out.

    An établissement sees its personnel, principal or secondaire, the services of the académie everybody, a person
    themselves. Whom one may summon is wider: `queries.intervenants_actifs`.
    """
    personnes = Intervenant.objects.filter(retire_le__isnull=True)
    match perimetre.portee:
        case PorteeEtablissement(cle=etablissement):
            return personnes.filter(exercices__etablissement=etablissement)
        case PorteeAcademie() | PorteeExamens():
            return personnes
        case PorteePersonne(intervenant=intervenant):
            return personnes.filter(pk=intervenant)
        case _:
            return personnes.none()
