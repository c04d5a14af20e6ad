"""Reads of unavailability, within the caller's personnel."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower, Upper
from psycopg.types.range import Range

from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.racines import indisponibilites_ecrites, visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import P


def indisponibilites_du_personnel(perimetre: Perimetre) -> QuerySet[Indisponibilite]:
    """Those of the caller's personnel, whoever declared them, with person and declaring établissement."""
    perimetre.exiger_etablissement()
    return visibles(perimetre).select_related("intervenant", "etablissement")


def indisponibilite_du_personnel(
    perimetre: Perimetre, indisponibilite: int, *, intervenant: int | None = None
) -> Indisponibilite | None:
    """One of them by its key, of that person when one is given; None otherwise."""
    siennes = indisponibilites_du_personnel(perimetre).filter(pk=indisponibilite)
    return (siennes if intervenant is None else siennes.filter(intervenant=intervenant)).first()


def indisponibilites_de(perimetre: Perimetre, intervenant: int) -> QuerySet[Indisponibilite]:
    """Those of a member of the caller's personnel (its key), latest start first; none for anybody else.

    Guide: G3.2-01, G3.1-07.
    """
    siennes = indisponibilites_du_personnel(perimetre).filter(intervenant=intervenant)
    return siennes.order_by(Lower("periode").desc(), Upper("periode").desc(), "-pk")


def disponibles_sur(intervenants: QuerySet[P], periode: Range[datetime]) -> QuerySet[P]:
    """Those of these people who have no indisponibilité in a period.

    Guide: G3.1-02.
    """
    absences = Indisponibilite.objects.filter(intervenant=OuterRef("pk"), periode__overlap=periode)
    return intervenants.filter(~Exists(absences))


def indisponibilites_annoncees(cles: Collection[int]) -> dict[int, Indisponibilite]:
    """These indisponibilités by key, with their declaring établissement: what the mail to the gestionnaires says."""
    return indisponibilites_ecrites(cles).select_related("etablissement").in_bulk()
