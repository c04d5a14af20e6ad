"""Reads of what is « à revoir »."""

from collections.abc import Collection

from django.db.models import QuerySet

from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.revisions.enums import EtatRevision
from imagin.domaine.revisions.models import Revision
from imagin.domaine.revisions.racines import revisions_visibles


def a_revoir(perimetre: Perimetre) -> QuerySet[Revision]:
    """What waits for the caller, by mission then person.

    Guide: GX-01.
    """
    return (
        revisions_visibles(perimetre)
        .filter(etat=EtatRevision.A_REVOIR)
        .select_related(
            "affectation__intervenant",
            "affectation__mission__centre",
            "affectation__mission__type",
            "affectation__mission__session__examen",
        )
        .order_by("affectation__mission__numero", "affectation__intervenant__cle", "pk")
    )


def revisions_par_cle(perimetre: Perimetre, cles: Collection[int]) -> QuerySet[Revision]:
    """These (keys), of those that the caller sees, with person and centre."""
    return (
        revisions_visibles(perimetre)
        .filter(pk__in=cles)
        .select_related("affectation__intervenant", "affectation__mission__centre")
    )


def nombre_a_revoir(perimetre: Perimetre) -> int:
    """How many convocations wait for the caller."""
    return a_revoir(perimetre).order_by().values("affectation").distinct().count()


def marques_des(perimetre: Perimetre, affectations: Collection[int]) -> dict[int, list[Revision]]:
    """What is « à revoir » of each of these affectations; absent when nothing is. One query."""
    marques: dict[int, list[Revision]] = {}
    for revision in a_revoir(perimetre).filter(affectation__in=affectations):
        marques.setdefault(revision.affectation_id, []).append(revision)
    return marques


def missions_a_revoir(perimetre: Perimetre, missions: Collection[int]) -> dict[int, int]:
    """How many convocations are « à revoir » of each of these missions (keys); absent when none. One query."""
    paires = a_revoir(perimetre).filter(affectation__mission__in=missions).order_by()
    comptes: dict[int, int] = {}
    for mission, _ in paires.values_list("affectation__mission", "affectation").distinct():
        comptes[mission] = comptes.get(mission, 0) + 1
    return comptes
