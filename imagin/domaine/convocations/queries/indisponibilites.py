"""Affectations that an indisponibilité upsets: one query, whatever the number of people and missions."""

from collections.abc import Collection

from django.db.models import F, QuerySet

from imagin.domaine.convocations.models import Creneau


def creneaux_contraries(indisponibilites: Collection[int], deja_couverts: Collection[int] = ()) -> QuerySet[Creneau]:
    """Créneaux of the people of these indisponibilités that fall in them, by person, then by indisponibilité and time.

    Affectée or convoquée alike: a cancelled affectation has no créneau. Each comes with its person, its affectation,
    its mission with labels and session, and `absence`, the key of the indisponibilité it falls in.

    Guide: G3.2-05.
    """
    absence = "intervenant__indisponibilites"
    return (
        Creneau.objects.filter(
            intervenant__indisponibilites__in=indisponibilites, plage__overlap=F(f"{absence}__periode")
        )
        .exclude(pk__in=deja_couverts)
        .annotate(absence=F(absence))
        .select_related("affectation", "intervenant", "mission__centre", "mission__type", "mission__session__examen")
        .order_by("intervenant__cle", "intervenant", f"{absence}__periode", "absence", "plage", "pk")
    )
