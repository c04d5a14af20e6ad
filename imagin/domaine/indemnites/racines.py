"""Where reads of centres' indemnities begin: what each portée sees, by foreign keys alone."""

from django.db.models import QuerySet

from imagin.domaine.indemnites.models import IndemniteCentre
from imagin.domaine.perimetre.rules import Perimetre, PorteeAcademie, PorteeEtablissement, PorteeExamens


def visibles(perimetre: Perimetre) -> QuerySet[IndemniteCentre]:
    """Those of the caller's centre, of a gestionnaire's exams, all for the académie."""
    match perimetre.portee:
        case PorteeEtablissement(cle=centre):
            return IndemniteCentre.objects.filter(centre=centre)
        case PorteeExamens() as examens:
            return IndemniteCentre.objects.filter(**examens.de("session__examen"))
        case PorteeAcademie():
            return IndemniteCentre.objects.all()
        case _:
            return IndemniteCentre.objects.none()
