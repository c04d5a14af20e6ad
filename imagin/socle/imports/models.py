"""Report of each import, kept: what the file was, what it changed, what was refused and why."""

from datetime import datetime

from django.db import models


class EtatImport(models.TextChoices):
    """Outcome of an import."""

    EN_COURS = "EN_COURS", "En cours"
    APERCU = "APERCU", "Aperçu"
    APPLIQUE = "APPLIQUE", "Appliqué"
    REFUSE = "REFUSE", "Refusé"


class Sorte(models.TextChoices):
    """What becomes of a row."""

    CREATION = "N", "Création"
    MODIFICATION = "M", "Modification"
    RETRAIT = "R", "Retrait"


class Import(models.Model):
    """One run of a connector on one file. One that stays « En cours » was killed, and nothing was applied."""

    connecteur = models.CharField("connecteur", max_length=20)
    fichier = models.CharField("fichier", max_length=255)
    empreinte = models.CharField("SHA-256 du fichier", max_length=64, blank=True)
    etat = models.CharField("état", max_length=8, choices=EtatImport, default=EtatImport.EN_COURS)
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


class Difference(models.Model):
    """One row that an import created, changed or withdrew, or would have; deleted with its report (retention)."""

    rapport = models.ForeignKey(Import, models.CASCADE, related_name="differences", db_index=False)
    objet = models.CharField("objet", max_length=60)
    sorte = models.CharField("changement", max_length=1, choices=Sorte)
    cle = models.CharField("clé", max_length=200)
    designation = models.CharField("désignation", max_length=300, blank=True)
    avant = models.JSONField("avant", null=True)
    apres = models.JSONField("après", null=True)

    class Meta:
        verbose_name = "différence"
        indexes = [models.Index(fields=["rapport", "objet", "sorte"], name="difference_du_rapport")]

    def __str__(self) -> str:
        return f"{self.get_sorte_display()} : {self.cle} {self.designation}".rstrip()


def oublier_imports(avant: datetime) -> int:
    """Delete the reports of the imports begun before `avant`, with the people they name; returns how many reports."""
    vieux = Import.objects.filter(commence_le__lt=avant)
    nombre = vieux.count()
    vieux.delete()
    return nombre
