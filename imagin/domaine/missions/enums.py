"""Closed lists of missions."""

from django.db.models import TextChoices


class Signataire(TextChoices):
    """Who signs the convocations of a mission (G4.2-02)."""

    CHEF_ETABLISSEMENT = "ETAB", "Chef d'établissement"
    CHEF_CENTRE = "CENTRE", "Chef de centre"
