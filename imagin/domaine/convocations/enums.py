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


class NatureConflit(TextChoices):
    """Why summoning somebody may harm, beside twice the same mission, which is never allowed (G4.2-19)."""

    CHEVAUCHEMENT = "CHEVAUCHE", "Convoqué ailleurs sur le même créneau"
    INDISPONIBILITE = "INDISPO", "Indisponible"
    SANS_COMPETENCE = "COMPETENCE", "Sans compétence pour l'épreuve"
    ELOIGNEMENT = "ELOIGNE", "Convoqué loin de là dans la même demi-journée"


class Severite(TextChoices):
    """What the application does of a conflict."""

    BLOQUER = "BLOQUER", "Bloquer"
    AVERTIR = "AVERTIR", "Avertir, et demander un motif"
    IGNORER = "IGNORER", "Ignorer"


class ObjetEnvoi(TextChoices):
    """What a row of the outbox about a convocation or an indisponibilité is, and what its number names."""

    CONVOCATION = "convocation", "Convocation"  # the key of the letter
    ANNULATION = "annulation", "Annulation"  # the key of the letter cancelled
    SANTORIN = "santorin", "Transmission à SANTORIN"  # the key of the affectation
    FEDERATION = "federation", "Transmission à une autre académie"  # the key of the affectation
    INDISPONIBILITE = "indisponibilite", "Indisponibilité"  # its key
    INDISPONIBILITE_SUPPRIMEE = "indisponibilite_supprimee", "Indisponibilité supprimée"  # the key that it had
