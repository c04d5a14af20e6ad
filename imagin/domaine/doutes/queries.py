"""Reads of the doubts confirmed."""

from django.db.models import QuerySet

from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.doutes.racines import visibles
from imagin.domaine.perimetre.rules import Perimetre


def doutes_confirmes(perimetre: Perimetre) -> QuerySet[DouteConfirme]:
    """Every doubt confirmed in the académie, for its services. Raises AccesRefuse."""
    return visibles(perimetre)
