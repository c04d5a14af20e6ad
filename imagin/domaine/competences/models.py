"""What people are competent to examine, by whose account; and whether their school has finished saying so."""

from django.db import models
from django.db.models import Q

from imagin.domaine.competences.enums import Auteur, Avis
from imagin.domaine.personnes.models import Intervenant, Matiere
from imagin.domaine.referentiel.models import EpreuveOption, Etablissement
from imagin.socle.temps import DERNIER_JOUR, PREMIER_JOUR
from imagin.socle.traces.suivi import suivre


class Correspondance(models.Model):
    """Who teaches that matière, in a MEF whose code begins so (empty: any), is competent for that épreuve-option."""

    epreuve_option = models.ForeignKey(EpreuveOption, models.CASCADE, related_name="correspondances")
    matiere = models.ForeignKey(Matiere, models.CASCADE, related_name="correspondances")
    mef = models.CharField("début du code MEF", max_length=11, blank=True)

    class Meta:
        verbose_name = "correspondance"
        constraints = [
            models.UniqueConstraint(fields=["matiere", "mef", "epreuve_option"], name="correspondance_unique")
        ]

    def __str__(self) -> str:
        return f"{self.matiere_id} {self.mef} → {self.epreuve_option_id}"


@suivre(creations=False)
class Position(models.Model):
    """What one author says of one person on one épreuve-option. The database refuses those of an établissement whose
    entry is validated (migration 0002).
    """

    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="positions")
    epreuve_option = models.ForeignKey(EpreuveOption, models.PROTECT, related_name="positions")
    auteur = models.CharField("auteur", max_length=5, choices=Auteur)
    etablissement = models.ForeignKey(Etablissement, models.PROTECT, null=True, blank=True)
    code = models.CharField("code du gestionnaire", max_length=20, blank=True)
    avis = models.CharField("avis", max_length=1, choices=Avis)
    posee_le = models.DateTimeField("posée le", auto_now=True)
    posee_par = models.CharField("posée par", max_length=60, blank=True)

    class Meta:
        verbose_name = "position"
        constraints = [
            models.UniqueConstraint(
                fields=["intervenant", "epreuve_option", "auteur", "etablissement"],
                name="position_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="position_de_l_etablissement",
                condition=Q(auteur=Auteur.ETABLISSEMENT, etablissement__isnull=False)
                | (~Q(auteur=Auteur.ETABLISSEMENT) & Q(etablissement__isnull=True)),
            ),
            models.CheckConstraint(
                name="position_avis_permis",
                condition=Q(avis=Avis.COMPETENT)
                | Q(auteur__in=[Auteur.ETABLISSEMENT, Auteur.AGENT], avis=Avis.INCOMPETENT),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervenant_id} {self.epreuve_option_id} : {self.auteur} ({self.avis})"


@suivre()
class ValidationSaisie(models.Model):
    """An établissement has finished its entry for a school year; `rouverte_le` once the gestionnaire reopened it."""

    etablissement = models.ForeignKey(Etablissement, models.CASCADE, related_name="validations")
    annee = models.PositiveSmallIntegerField("année scolaire", help_text="année de la rentrée")
    validee_le = models.DateTimeField("validée le")
    validee_par = models.CharField("validée par", max_length=60)
    rouverte_le = models.DateTimeField("rouverte le", null=True, blank=True)
    rouverte_par = models.CharField("rouverte par", max_length=60, blank=True)

    class Meta:
        verbose_name = "validation de la saisie des compétences"
        constraints = [
            models.UniqueConstraint(
                fields=["etablissement", "annee"],
                condition=Q(rouverte_le__isnull=True),
                name="validation_en_cours_unique",
            ),
            models.CheckConstraint(
                name="validation_annee", condition=Q(annee__range=(PREMIER_JOUR.year, DERNIER_JOUR.year))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.etablissement} {self.annee}"
