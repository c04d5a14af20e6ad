"""Closed lists of access."""

from django.db.models import TextChoices


class Role(TextChoices):
    """The three services one can enter by."""

    ETABLISSEMENT = "ETABLISSEMENT", "Service établissement"
    GESTIONNAIRE = "GESTIONNAIRE", "Service gestionnaire"
    ADMINISTRATEUR = "ADMINISTRATEUR", "Administration"


class Fonction(TextChoices):
    """In what capacity a person acts for an établissement."""

    CHEF = "CHEF", "Chef d'établissement"
    DELEGUE = "DELEGUE", "Délégué"
