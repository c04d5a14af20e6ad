"""Where reads of the doubts confirmed begin."""

from django.db.models import QuerySet

from imagin.domaine.doutes.models import DouteConfirme
from imagin.domaine.perimetre.rules import Perimetre


def visibles(perimetre: Perimetre) -> QuerySet[DouteConfirme]:
    """Every doubt confirmed in the académie, for its services. Raises AccesRefuse."""
    perimetre.exiger_gestion()
    return DouteConfirme.objects.all()
