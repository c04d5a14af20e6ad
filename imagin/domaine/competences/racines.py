"""Where reads of compétences begin: those of the people, and of the établissements, that a portée sees."""

from collections.abc import Collection

from django.db.models import QuerySet

from imagin.domaine.competences.models import Position, ValidationSaisie
from imagin.domaine.perimetre.rules import Perimetre, PorteeAcademie, PorteeEtablissement, PorteeExamens, hors_perimetre
from imagin.domaine.personnes.racines import visibles as personnes_visibles


def visibles(perimetre: Perimetre) -> QuerySet[Position]:
    """What is held of the people whom the caller sees, whoever holds it."""
    return Position.objects.filter(intervenant__in=personnes_visibles(perimetre))


@hors_perimetre("« sans compétence » se dit de toute personne à convoquer")
def positions_de_tous(intervenants: Collection[int]) -> QuerySet[Position]:
    """What is held of these people (keys), whoever asks."""
    return Position.objects.filter(intervenant__in=intervenants)


def validations_visibles(perimetre: Perimetre) -> QuerySet[ValidationSaisie]:
    """Validations of the caller's établissement; of all, for the services of the académie."""
    match perimetre.portee:
        case PorteeEtablissement(cle=etablissement):
            return ValidationSaisie.objects.filter(etablissement=etablissement)
        case PorteeAcademie() | PorteeExamens():
            return ValidationSaisie.objects.all()
        case _:
            return ValidationSaisie.objects.none()
