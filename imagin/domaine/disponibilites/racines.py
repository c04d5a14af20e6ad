"""Where reads of unavailability begin: that of the people whom a portée sees."""

from collections.abc import Collection

from django.db.models import QuerySet

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.perimetre.rules import (
    Perimetre,
    PorteeAcademie,
    PorteeExamens,
    PorteePartenaire,
    hors_perimetre,
)
from imagin.domaine.personnes.racines import visibles as personnes_visibles


def visibles(perimetre: Perimetre) -> QuerySet[Indisponibilite]:
    """Those of the people whom the caller sees, whoever declared them."""
    return Indisponibilite.objects.filter(intervenant__in=personnes_visibles(perimetre))


@hors_perimetre("une personne indisponible l'est pour qui que ce soit")
def indisponibilites_de_tous(intervenants: Collection[int]) -> QuerySet[Indisponibilite]:
    """Those of these people (keys), whoever asks: what a summons would clash with."""
    return Indisponibilite.objects.filter(intervenant__in=intervenants)


@hors_perimetre("ce qu'une action ou un import vient d'écrire, et annonce")
def indisponibilites_ecrites(cles: Collection[int]) -> QuerySet[Indisponibilite]:
    """Those of these keys."""
    return Indisponibilite.objects.filter(pk__in=cles)


def indisponibilites_du_dossier(perimetre: Perimetre, dossier: str) -> QuerySet[Indisponibilite]:
    """Those that a summons by another académie (« siec:1234 ») makes; a partner sees those of its own dossiers."""
    siennes = Indisponibilite.objects.filter(dossier=dossier)
    match perimetre.portee:
        case PorteePartenaire(academie=code):
            return siennes.filter(dossier__startswith=f"{code}:")
        case PorteeAcademie() | PorteeExamens():
            return siennes
        case _:
            return siennes.none()
