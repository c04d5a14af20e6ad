"""Report of each import, kept: what the file was, what it changed, what was refused and why."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class EtatImport(models.TextChoices):
    """Outcome of an import."""

    ATTENTE = "ATTENTE", "En attente"
    EN_COURS = "EN_COURS", "En cours"
    APERCU = "APERCU", "Aperçu"
    APPLIQUE = "APPLIQUE", "Appliqué"
    REFUSE = "REFUSE", "Refusé"
    DEFAIT = "DEFAIT", "Défait"


class Provenance(models.TextChoices):
    """How a file came."""

    COMMANDE = "COMMANDE", "Commande"
    ECRAN = "ECRAN", "Déposé à l'écran"
    DOSSIER = "DOSSIER", "Dossier surveillé"


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
    provenance = models.CharField("provenance", max_length=8, choices=Provenance, default=Provenance.COMMANDE)
    chemin = models.CharField("fichier gardé", max_length=255, blank=True, help_text="sous IMAGIN_FICHIERS_IMPORTS")
    taille = models.PositiveBigIntegerField("taille en octets", null=True, blank=True)
    sujet = models.CharField("ce que décrit le fichier", max_length=40, blank=True, help_text="« 0310038Y 2026 »")
    choix = models.JSONField("ce qui a été décidé", default=dict, help_text="champs de ChoixDImport")
    etape = models.CharField("étape en cours", max_length=80, blank=True)
    avance = models.PositiveSmallIntegerField("avancement, en centièmes", null=True, blank=True)
    consequences = models.JSONField("personnes convoquées concernées", default=dict)
    apercu = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="suites", verbose_name="aperçu appliqué"
    )
    defait_le = models.DateTimeField("défait le", null=True, blank=True)
    defait_par = models.CharField("défait par", max_length=60, blank=True)

    class Meta:
        verbose_name = "import"
        indexes = [
            models.Index(fields=["connecteur", "-commence_le"], name="import_recents"),
            models.Index(fields=["connecteur", "sujet", "-commence_le"], name="import_du_sujet"),
        ]
        constraints = [
            models.CheckConstraint(
                name="import_defait",
                condition=Q(etat=EtatImport.DEFAIT, defait_le__isnull=False) | Q(defait_le__isnull=True),
            ),
        ]

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


class LigneEcrite(models.Model):
    """The row of a table that an import wrote: as it was before, and a digest of what it became. Undoing reads these.

    `avant` is NULL for what it created, `empreinte` empty for what it deleted.
    """

    rapport = models.ForeignKey(Import, models.CASCADE, related_name="lignes_ecrites", db_index=False)
    rang = models.PositiveSmallIntegerField("rang de l'objet")
    table = models.CharField("table", max_length=63)
    cle = models.CharField("clé primaire", max_length=40)
    avant = models.JSONField("ligne remplacée", null=True)
    empreinte = models.CharField("MD5 de la ligne écrite", max_length=32, blank=True)

    class Meta:
        verbose_name = "ligne écrite"
        indexes = [models.Index(fields=["rapport", "rang"], name="ligne_ecrite_du_rapport")]

    def __str__(self) -> str:
        return f"{self.table} {self.cle}"


class ReglageFlux(models.Model):
    """How a feed comes unattended: what its files are called, when one is awaited, what is applied without anybody.

    A file beyond one of the thresholds waits as a preview, and a mail asks. Without a row, none is applied alone.
    """

    connecteur = models.CharField("connecteur", max_length=20, primary_key=True)
    actif = models.BooleanField("pris dans le dossier surveillé", default=False)
    motif = models.CharField("nom des fichiers", max_length=80, blank=True, help_text="« epp_*.csv »")
    attendu = models.CharField("jours attendus", max_length=7, blank=True, help_text="« 12345 » : du lundi au vendredi")
    avant = models.TimeField("attendu avant", null=True, blank=True)
    seuil_changements = models.PositiveIntegerField("créations et modifications appliquées seules", default=0)
    seuil_retraits = models.PositiveIntegerField("retraits appliqués seuls", default=0)
    seuil_concernees = models.PositiveIntegerField("personnes convoquées concernées", default=0)
    mel = models.EmailField("mél prévenu", blank=True)
    rappele_le = models.DateTimeField("dernière alerte", null=True, blank=True)

    class Meta:
        verbose_name = "réglage d'un flux"

    def __str__(self) -> str:
        return self.connecteur


def oublier_imports(avant: datetime) -> int:
    """Delete the reports of the imports begun before `avant`, with the people they name; returns how many reports."""
    vieux = Import.objects.filter(commence_le__lt=avant)
    nombre = vieux.count()
    vieux.delete()
    return nombre
