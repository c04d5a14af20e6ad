"""Report of each import, kept: what the file was, what it changed, what was refused and why."""

from django.db import models


class Etat(models.TextChoices):
    """Outcome of an import."""

    EN_COURS = "EN_COURS", "En cours"
    APERCU = "APERCU", "Aperçu"
    APPLIQUE = "APPLIQUE", "Appliqué"
    REFUSE = "REFUSE", "Refusé"


class Import(models.Model):
    """One run of a connector on one file. One that stays « En cours » was killed, and nothing was applied."""

    connecteur = models.CharField("connecteur", max_length=20)
    fichier = models.CharField("fichier", max_length=255)
    empreinte = models.CharField("SHA-256 du fichier", max_length=64, blank=True)
    etat = models.CharField("état", max_length=8, choices=Etat, default=Etat.EN_COURS)
    commence_le = models.DateTimeField("commencé le")
    termine_le = models.DateTimeField("terminé le", null=True)
    auteur = models.CharField("auteur", max_length=60, blank=True)
    nb_lus = models.PositiveIntegerField("lignes lues", default=0)
    nb_rejets = models.PositiveIntegerField("lignes rejetées", default=0)
    bilan = models.JSONField("bilan par objet", default=list)
    rejets = models.JSONField("lignes rejetées et motifs", default=list)
    ecarts = models.JSONField("lignes écartées, valeurs laissées, remarques", default=dict)
    message = models.TextField("message", blank=True)

    class Meta:
        verbose_name = "import"
        indexes = [models.Index(fields=["connecteur", "-commence_le"], name="import_recents")]

    def __str__(self) -> str:
        return f"{self.connecteur} : {self.fichier}"
