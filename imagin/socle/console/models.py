"""The messages of the console."""

from django.db import models

from imagin.socle.console.enums import GenreMessage
from imagin.socle.temps import horodatage, maintenant

LONGUEUR_MAXIMALE = 1_000


class Message(models.Model):
    """One line of one connection's console."""

    connexion = models.CharField("connexion", max_length=64)
    genre = models.CharField("genre", max_length=11, choices=GenreMessage)
    texte = models.CharField("texte", max_length=LONGUEUR_MAXIMALE)
    cree_le = models.DateTimeField("créé le", default=maintenant, db_index=True)

    class Meta:
        verbose_name = "message"
        indexes = [models.Index(fields=["connexion", "-id"], name="message_connexion")]

    def __str__(self) -> str:
        return f"{self.horodatage} {self.phrase}"

    @property
    def horodatage(self) -> str:
        """« (12/12/2016 14:18:38) »."""
        return horodatage(self.cree_le)

    @property
    def phrase(self) -> str:
        """The text as shown after the time: « Erreur : … » for an error, bare otherwise.

        Guide: G1.3-05.
        """
        return f"Erreur : {self.texte}" if self.genre == GenreMessage.ERREUR else self.texte
