"""Closed lists of the compétences."""

from django.db.models import TextChoices


class Auteur(TextChoices):
    """Who takes a position on a compétence (G3.3-02)."""

    SYSTEME = "SYS", "SYS"
    ETABLISSEMENT = "ETAB", "Établissement"
    AGENT = "AGENT", "Agent"
    GESTIONNAIRE = "GEST", "Gestionnaire"


class Avis(TextChoices):
    """What an author says: competent, or not."""

    COMPETENT = "C", "C"
    INCOMPETENT = "I", "I"
