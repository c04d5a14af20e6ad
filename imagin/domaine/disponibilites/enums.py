"""Closed lists of unavailability."""

from django.db.models import TextChoices


class SourceIndisponibilite(TextChoices):
    """Who declared it, hence who may take it back (G3.2-03, -04)."""

    ETABLISSEMENT = "ETAB", "Établissement"
    EPP = "EPP", "EPP"
    SIRHEN = "SIRHEN", "SIRHEN"
    ACADEMIE = "ACADEMIE", "Autre académie"
