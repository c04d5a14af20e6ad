"""Closed lists of the indemnities of heads of centre."""

from django.db.models import TextChoices


class Periode(TextChoices):
    """Which épreuves of the session; the BTS only has the first."""

    NORMALE = "NORMALE", "Session normale"
    REMPLACEMENT = "REMPLACEMENT", "Epreuves de remplacement"


class StatutSaisie(TextChoices):
    """How far the centre is."""

    NON_TRANSMIS = "NON_TRANSMIS", "Non Transmis"
    TRANSMIS = "TRANSMIS", "Transmis"


class Suivi(TextChoices):
    """How far the payment is, of all the shares together."""

    INITIALISE = "INITIALISE", "Initialisé"
    VALIDE = "VALIDE", "Validé"
    REJETE = "REJETE", "Rejeté"
    ACCEPTE = "ACCEPTE", "Accepté"
