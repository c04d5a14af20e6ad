"""What was confirmed in spite of a doubt: kept as it was stated, whatever becomes of what it was about."""

from django.db import models

from imagin.domaine.doutes.rules import LONGUEUR_DU_MOTIF


class DouteConfirme(models.Model):
    """A doubt that somebody confirmed: the sentence they were shown, why, about what, on which mission, when."""

    code = models.CharField("code", max_length=40)
    phrase = models.CharField("doute", max_length=500)
    motif = models.CharField("motif", max_length=LONGUEUR_DU_MOTIF, blank=True)
    objet = models.CharField("objet", max_length=200, blank=True)
    mission = models.BigIntegerField("numéro de mission", null=True, blank=True)
    uai = models.CharField("UAI", max_length=8, blank=True)
    auteur = models.CharField("auteur", max_length=60)
    confirme_le = models.DateTimeField("confirmé le")

    class Meta:
        verbose_name = "doute confirmé"
        indexes = [models.Index(fields=["-confirme_le", "-id"], name="doute_confirme_le")]

    def __str__(self) -> str:
        return f"{self.code} : {self.objet}"
