"""Closed lists of who asks."""

from django.db.models import TextChoices


class Role(TextChoices):
    """The three services one can enter by."""

    ETABLISSEMENT = "ETABLISSEMENT", "Service établissement"
    GESTIONNAIRE = "GESTIONNAIRE", "Service gestionnaire"
    ADMINISTRATEUR = "ADMINISTRATEUR", "Administration"
