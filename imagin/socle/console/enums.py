"""Closed list of the console."""

from django.db.models import TextChoices


class GenreMessage(TextChoices):
    """What kind of message it is; decides its look and the word before it."""

    INFORMATION = "INFORMATION", "Information"
    SUCCES = "SUCCES", "Succès"
    ERREUR = "ERREUR", "Erreur"
