"""Reads of the reference data, which is the same for everybody: no perimeter."""

from django.db.models import QuerySet

from imagin.domaine.referentiel.models import Academie, Mention, Qualite


def nom_academie(code: str) -> str:
    """« TOULOUSE » for « 16 »; the bare code when the académie is not known."""
    return Academie.objects.filter(code=code).values_list("nom", flat=True).first() or code


def qualites_proposees(*, santorin: bool) -> QuerySet[Qualite]:
    """Qualités one may give, in the gestionnaire's order: SANTORIN's for a dematerialised correction, else the others.

    Guide: G4.2-07.
    """
    return Qualite.objects.filter(active=True, santorin=santorin).order_by("ordre", "libelle")


def mentions() -> list[Mention]:
    """Paragraphs printed on every convocation, in order."""
    return list(Mention.objects.order_by("ordre", "code"))
