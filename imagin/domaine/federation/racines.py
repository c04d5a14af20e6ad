"""Where reads of the federation begin: a partner sees what it told us, the académie all, nobody else anything."""

from django.db.models import QuerySet

from imagin.domaine.federation.models import ConvocationExterne, PersonneExterne
from imagin.domaine.perimetre.rules import Perimetre, PorteeAcademie, PorteePartenaire


def convocations_externes_visibles(perimetre: Perimetre) -> QuerySet[ConvocationExterne]:
    """Summons of our people by other académies."""
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return ConvocationExterne.objects.filter(partenaire__code=code)
        case PorteeAcademie():
            return ConvocationExterne.objects.all()
        case _:
            return ConvocationExterne.objects.none()


def personnes_externes_visibles(perimetre: Perimetre) -> QuerySet[PersonneExterne]:
    """People whom other académies named."""
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return PersonneExterne.objects.filter(partenaire__code=code)
        case PorteeAcademie():
            return PersonneExterne.objects.all()
        case _:
            return PersonneExterne.objects.none()
