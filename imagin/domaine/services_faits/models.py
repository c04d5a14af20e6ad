"""What heads of centre state: was the service done, and how much of it."""

from django.db import models
from django.db.models import F, Q

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.services_faits.enums import Resultat
from imagin.domaine.services_faits.rules import MAX_MINUTES, MAX_QUANTITE, Journee
from imagin.socle.temps import heures_bornees, jours_bornes
from imagin.socle.traces.suivi import suivre


def _demi_journee(nom: str) -> Q:
    debut, fin = f"debut_{nom}", f"fin_{nom}"
    return Q(**{f"{debut}__isnull": True, f"{fin}__isnull": True}) | Q(
        **{f"{debut}__isnull": False, f"{fin}__gt": F(debut)}
    )


@suivre()
class Constat(models.Model):
    """The constat de service fait of a person on a mission; without `resultat`, only figures are known so far.

    `version` grows at each change: who saves a line that somebody changed since is told. Once the gestionnaire has
    treated the état de frais, the database refuses any change (migration 0002).
    """

    affectation = models.OneToOneField(Affectation, models.PROTECT, related_name="constat")
    resultat = models.CharField("service fait", max_length=8, choices=Resultat, blank=True)
    quantite = models.PositiveSmallIntegerField("nombre de copies ou de candidats", null=True, blank=True)
    minutes = models.PositiveIntegerField("nombre d'heures, en minutes", null=True, blank=True)
    motif = models.CharField("motif service non fait", max_length=200, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    saisi_par = models.CharField("saisi par", max_length=60)
    saisi_le = models.DateTimeField("saisi le")

    class Meta:
        verbose_name = "constat"
        constraints = [
            models.CheckConstraint(
                name="constat_quantite", condition=Q(quantite__isnull=True) | Q(quantite__lte=MAX_QUANTITE)
            ),
            models.CheckConstraint(
                name="constat_minutes", condition=Q(minutes__isnull=True) | Q(minutes__lte=MAX_MINUTES)
            ),
            models.CheckConstraint(name="constat_motif", condition=Q(motif="") | Q(resultat=Resultat.NON_FAIT)),
            models.CheckConstraint(name="constat_resultat", condition=Q(resultat__in=["", *Resultat.values])),
        ]

    def __str__(self) -> str:
        return f"{self.affectation_id} : {self.get_resultat_display() or 'rien de constaté'}"


@suivre()
class JourneeConstatee(models.Model):
    """Hours of a person on one day of the mission, by half-day, local time (G4.3-05)."""

    constat = models.ForeignKey(Constat, models.CASCADE, related_name="journees")
    jour = models.DateField("date")
    debut_matin = models.TimeField("début matin", null=True, blank=True)
    fin_matin = models.TimeField("fin matin", null=True, blank=True)
    debut_apres_midi = models.TimeField("début après-midi", null=True, blank=True)
    fin_apres_midi = models.TimeField("fin après-midi", null=True, blank=True)

    class Meta:
        verbose_name = "journée constatée"
        constraints = [
            models.UniqueConstraint(fields=["constat", "jour"], name="journee_constatee_unique"),
            models.CheckConstraint(name="journee_constatee_bornee", condition=jours_bornes("jour")),
            models.CheckConstraint(
                name="journee_constatee_heures",
                condition=heures_bornees("debut_matin", "fin_matin", "debut_apres_midi", "fin_apres_midi"),
            ),
            models.CheckConstraint(name="journee_constatee_matin", condition=_demi_journee("matin")),
            models.CheckConstraint(name="journee_constatee_apres_midi", condition=_demi_journee("apres_midi")),
            models.CheckConstraint(
                name="journee_constatee_ordre",
                condition=Q(fin_matin__isnull=True)
                | Q(debut_apres_midi__isnull=True)
                | Q(debut_apres_midi__gte=F("fin_matin")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jour:%d/%m/%Y}"

    @property
    def journee(self) -> Journee:
        """The day as the rules know it."""
        return Journee(self.jour, self.debut_matin, self.fin_matin, self.debut_apres_midi, self.fin_apres_midi)
