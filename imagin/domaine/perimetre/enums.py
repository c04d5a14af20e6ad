"""Closed lists of who asks."""

from django.db.models import TextChoices


class Role(TextChoices):
    """By which service the caller came in; a partner académie comes by the federation's API, never by a screen."""

    ETABLISSEMENT = "ETABLISSEMENT", "Service établissement"
    GESTIONNAIRE = "GESTIONNAIRE", "Service gestionnaire"
    ADMINISTRATEUR = "ADMINISTRATEUR", "Administration"
    PARTENAIRE = "PARTENAIRE", "Académie partenaire"


SERVICES = (Role.ETABLISSEMENT, Role.GESTIONNAIRE, Role.ADMINISTRATEUR)
