"""Where reads of people begin: what each portée sees, by foreign keys alone."""

from collections.abc import Collection

from django.db.models import QuerySet

from imagin.domaine.perimetre.rules import (
    Perimetre,
    PorteeAcademie,
    PorteeEtablissement,
    PorteeExamens,
    PorteePersonne,
    hors_perimetre,
)
from imagin.domaine.personnes.models import Enseignement, Intervenant


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


def enseignements_visibles(perimetre: Perimetre) -> QuerySet[Enseignement]:
    """What the people whom the caller sees teach."""
    return Enseignement.objects.filter(intervenant__in=visibles(perimetre))


@hors_perimetre("on convoque dans toute l'académie (G4.2-06)")
def personnes_convocables() -> QuerySet[Intervenant]:
    """People whom anybody may summon: known, and not withdrawn by their source."""
    return Intervenant.objects.filter(retire_le__isnull=True)


@hors_perimetre("une action tient et nomme les personnes qu'on lui désigne, où qu'elles exercent")
def personnes_designees(cles: Collection[int]) -> QuerySet[Intervenant]:
    """These people, withdrawn ones included."""
    return Intervenant.objects.filter(pk__in=cles)


def connues(perimetre: Perimetre) -> QuerySet[Intervenant]:
    """People whom the académie knows, withdrawn ones included: for its services, commands and jobs."""
    match perimetre.portee:
        case PorteeAcademie() | PorteeExamens():
            return Intervenant.objects.all()
        case _:
            return Intervenant.objects.none()
