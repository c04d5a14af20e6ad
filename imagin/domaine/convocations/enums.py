"""Closed lists of affectations and convocations."""

from django.db.models import TextChoices


class EtatAffectation(TextChoices):
    """Life of an affectation: « convoquée » once a convocation exists."""

    AFFECTEE = "AFFECTEE", "Affectée"
    CONVOQUEE = "CONVOQUEE", "Convoquée"
    ANNULEE = "ANNULEE", "Annulée"


class Origine(TextChoices):
    """Who made it; only the centre's own are the centre's to see and change (G4.2-04, -05)."""

    GESTIONNAIRE = "GEST", "Convoquée"
    CENTRE = "CENTRE", "Convoquée par centre"
