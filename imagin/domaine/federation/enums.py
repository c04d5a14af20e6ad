"""Closed lists of the federation."""

from django.db.models import TextChoices


class EtatPersonne(TextChoices):
    """Whether somebody whom another académie names is known here."""

    RECONNUE = "RECONNUE", "Reconnue"
    INCONNUE = "INCONNUE", "Inconnue"
    AMBIGUE = "AMBIGUE", "Plusieurs personnes possibles"
    ECARTEE = "ECARTEE", "Écartée"


class NatureEcart(TextChoices):
    """What a nightly comparison finds of a summons: what the home académie lacks, has otherwise, or has in excess."""

    MANQUANTE = "MANQUANTE", "Manquante"
    DIFFERENTE = "DIFFERENTE", "Différente"
    EN_TROP = "EN_TROP", "En trop"


class Panne(TextChoices):
    """What keeps a partner from being reached or from answering, as the test button and the watch say it."""

    DNS = "DNS", "Nom introuvable"
    RESEAU = "RESEAU", "Ne répond pas"
    CERTIFICAT = "CERTIFICAT", "Certificat refusé"
    HORLOGE = "HORLOGE", "Horloges décalées"
    CLE = "CLE", "Clé non reconnue"
    REFUS = "REFUS", "Partenariat refusé"
    REPONSE = "REPONSE", "Réponse illisible"
