"""Affectations that an indisponibilité upsets: one query, whatever the number of people and missions."""

from collections.abc import Collection
from typing import TypedDict

from django.db.models import F, Q, QuerySet

from imagin.domaine.convocations.models import Creneau
from imagin.domaine.convocations.racines import creneaux_contraries_de_tous
from imagin.socle.lignes import Avec


class CleDAbsence(TypedDict):
    """The key of the indisponibilité that a créneau falls in."""

    absence: int


CreneauContrarie = Avec[Creneau, CleDAbsence]
ABSENCE = "intervenant__indisponibilites"


def creneaux_contraries(
    indisponibilites: Collection[int], deja_couverts: Collection[int] = ()
) -> QuerySet[CreneauContrarie]:
    """Créneaux of the people of these indisponibilités that fall in them, by person, then by indisponibilité and time.

    Affectée or convoquée alike: a cancelled affectation has no créneau. Each comes with its person, its affectation,
    its mission with labels and session.

    Guide: G3.2-05.
    """
    return _contraries(Q(**{f"{ABSENCE}__in": indisponibilites})).exclude(pk__in=deja_couverts)


def creneaux_contraries_de(personnes: Collection[int]) -> QuerySet[CreneauContrarie]:
    """The same for all that is known of these people: what is true of them now."""
    return _contraries(Q(intervenant__in=personnes))


def _contraries(lesquels: Q) -> QuerySet[CreneauContrarie]:
    return (
        creneaux_contraries_de_tous()
        .filter(lesquels, plage__overlap=F(f"{ABSENCE}__periode"))
        .annotate(absence=F(ABSENCE))
        .select_related("affectation", "intervenant", "mission__centre", "mission__type", "mission__session__examen")
        .order_by("intervenant__cle", "intervenant", f"{ABSENCE}__periode", "absence", "plage", "pk")
    )
