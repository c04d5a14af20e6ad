"""Closed lists of the états de frais."""

from django.db.models import TextChoices


class GenreEtatFrais(TextChoices):
    """What an état de frais pays for."""

    MISSION = "MISSION", "Mission"
    INDEMNITE = "INDEMNITE", "Indemnité de chef de centre"


class EtatTraitement(TextChoices):
    """How far an état de frais is. Source: online help of IMAG'IN, GestConstatServiceFaitMission (docs/frais.md)."""

    INITIALISE = "INITIALISE", "Initialisé"
    A_VALIDER = "A_VALIDER", "À valider"
    VALIDE = "VALIDE", "Validé"
    TRANSMIS = "TRANSMIS", "Transmis à la liquidation"
    ACCEPTE = "ACCEPTE", "Accepté"
    REJETE = "REJETE", "Rejeté"
    ANNULE = "ANNULE", "Annulé"


class Mouvement(TextChoices):
    """What is done to an état de frais, by the verb of who does it."""

    CONSTATER = "CONSTATER", "Constater le service fait"
    RETIRER_LE_CONSTAT = "RETIRER", "Retirer le constat"
    ANNULER = "ANNULER", "Annuler"
    RETABLIR = "RETABLIR", "Rétablir"
    VALIDER = "VALIDER", "Valider"
    ROUVRIR = "ROUVRIR", "Revenir sur la validation"
    REJETER = "REJETER", "Rejeter"
    TRANSMETTRE = "TRANSMETTRE", "Transmettre à la liquidation"
    ACCEPTER = "ACCEPTER", "Constater le paiement"
