"""What centres are allotted for a session, and how each shares it out."""

from django.db import models
from django.db.models import Q

from imagin.domaine.frais.models import EtatFrais
from imagin.domaine.indemnites.enums import Periode, StatutSaisie
from imagin.domaine.missions.models import SessionExamen
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.enums import DomaineIndemnite
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.temps import jours_bornes
from imagin.socle.traces.suivi import suivre


def _jours(libelle: str) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(libelle, max_digits=3, decimal_places=1, default=0)


@suivre()
class IndemniteCentre(models.Model):
    """The indemnity of a centre for a period of a session: days by bracket (rules.TRANCHES), and their worth in euros.

    `pre_remplie` by the gestionnaire: the centre only shares it out. `version` grows at each change. Once transmitted,
    the database refuses any change but the gestionnaire's reopening (migration 0002).
    """

    session = models.ForeignKey(SessionExamen, models.PROTECT, related_name="indemnites")
    centre = models.ForeignKey(Etablissement, models.PROTECT, related_name="indemnites")
    domaine = models.CharField("domaine", max_length=3, choices=DomaineIndemnite)
    periode = models.CharField("période", max_length=12, choices=Periode, default=Periode.NORMALE)
    date_debut = models.DateField("début des épreuves")
    jours_1 = _jours("journées de la première tranche")
    jours_2 = _jours("journées de la deuxième tranche")
    jours_3 = _jours("journées de la troisième tranche")
    montant = models.DecimalField("montant alloué", max_digits=8, decimal_places=2)
    statut = models.CharField("statut", max_length=12, choices=StatutSaisie, default=StatutSaisie.NON_TRANSMIS)
    pre_remplie = models.BooleanField("pré-remplie par le gestionnaire", default=False)
    version = models.PositiveIntegerField("version", default=1)
    saisie_par = models.CharField("saisie par", max_length=60)
    saisie_le = models.DateTimeField("saisie le")

    class Meta:
        verbose_name = "indemnité de centre"
        constraints = [
            models.UniqueConstraint(fields=["session", "centre", "periode"], name="indemnite_unique"),
            models.CheckConstraint(
                name="indemnite_periode_du_bts", condition=Q(domaine=DomaineIndemnite.BAC) | Q(periode=Periode.NORMALE)
            ),
            models.CheckConstraint(name="indemnite_debut_borne", condition=jours_bornes("date_debut")),
            models.CheckConstraint(name="indemnite_montant", condition=Q(montant__gt=0)),
            models.CheckConstraint(
                name="indemnite_jours",
                condition=Q(jours_1__gte=0, jours_2__gte=0, jours_3__gte=0) & (Q(domaine="BTS") | Q(jours_3__lte=3)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} ({self.centre_id})"


@suivre()
class Part(models.Model):
    """What somebody gets of it: `montant` in euros, from a percentage of the whole when there is one.

    Together the parts never exceed the whole: the database checks it too (migration 0002). `etat_frais` is what pays
    it, once transmitted.
    """

    indemnite = models.ForeignKey(IndemniteCentre, models.CASCADE, related_name="parts")
    intervenant = models.ForeignKey(Intervenant, models.PROTECT, related_name="+")
    pourcentage = models.DecimalField("répartition (%)", max_digits=4, decimal_places=1, null=True, blank=True)
    montant = models.DecimalField("montant", max_digits=8, decimal_places=2)
    etat_frais = models.OneToOneField(EtatFrais, models.PROTECT, related_name="part", null=True, blank=True)

    class Meta:
        verbose_name = "part d'indemnité"
        constraints = [
            models.UniqueConstraint(fields=["indemnite", "intervenant"], name="part_une_par_personne"),
            models.CheckConstraint(name="part_montant", condition=Q(montant__gt=0)),
            models.CheckConstraint(
                name="part_pourcentage",
                condition=Q(pourcentage__isnull=True) | Q(pourcentage__gt=0, pourcentage__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervenant_id} : {self.montant}"


class JourneesCyclades(models.Model):
    """Days by bracket of a centre for a period of a session, as CYCLADES counts them: a suggestion (G4.5-03)."""

    session = models.ForeignKey(SessionExamen, models.CASCADE, related_name="journees_cyclades")
    centre = models.ForeignKey(Etablissement, models.CASCADE, related_name="+")
    periode = models.CharField("période", max_length=12, choices=Periode)
    date_debut = models.DateField("début des épreuves", null=True, blank=True)
    jours_1 = _jours("journées de la première tranche")
    jours_2 = _jours("journées de la deuxième tranche")
    jours_3 = _jours("journées de la troisième tranche")

    class Meta:
        verbose_name = "journées comptées par CYCLADES"
        constraints = [
            models.UniqueConstraint(fields=["session", "centre", "periode"], name="journees_cyclades_unique"),
            models.CheckConstraint(name="journees_cyclades_debut", condition=jours_bornes("date_debut")),
            models.CheckConstraint(
                name="journees_cyclades_positives", condition=Q(jours_1__gte=0, jours_2__gte=0, jours_3__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} ({self.centre_id})"
