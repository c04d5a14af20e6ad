"""Closed lists of the outbox."""

from django.db.models import TextChoices

COURRIEL = "courriel"


class EtatEnvoi(TextChoices):
    """Where a row of the outbox stands. Only A_ENVOYER rows are taken by the sender."""

    A_ENVOYER = "A_ENVOYER", "À envoyer"
    EN_COURS = "EN_COURS", "En cours d'envoi"
    ENVOYE = "ENVOYE", "Envoyé"
    REFUSE = "REFUSE", "Refusé"
    INCERTAIN = "INCERTAIN", "Incertain"
    ABANDONNE = "ABANDONNE", "Abandonné"


# What waits for a person's decision: nothing sends these again by itself.
A_EXAMINER = (EtatEnvoi.REFUSE, EtatEnvoi.INCERTAIN, EtatEnvoi.ABANDONNE)
