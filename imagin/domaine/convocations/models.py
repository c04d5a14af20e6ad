"""Who is affected to which mission, when, and the letters issued for it."""

from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, OuterRef, Q

from imagin.domaine.convocations.enums import EtatAffectation, NatureConflit, Origine, Severite
from imagin.domaine.missions.enums import Signataire
from imagin.domaine.missions.models import Commission, Jury, Mission, Salle
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement, Qualite
from imagin.socle.temps import instants_bornes, plages_bornees
from imagin.socle.traces.suivi import suivre


def en_vigueur(affectation: str = "") -> Q:
    """Condition « the affectation is in force »: summoned, on a mission not withdrawn. Said here only.

    `affectation`: the path to it from the model read (`affectation__`).
    """
    return Q(**{f"{affectation}etat": EtatAffectation.CONVOQUEE}) & Q(**{f"{affectation}mission__retiree_le": None})


class Affectations(models.QuerySet["Affectation"]):
    """Affectations as they are read."""

    def en_vigueur(self) -> Self:
        """Those in force: summoned."""
        return self.filter(en_vigueur())

    def presents(self) -> Self:
        """Without those whose person their source has withdrawn before they had come: nobody is to be counted on."""
        a_venir = Creneau.objects.filter(
            affectation=OuterRef("pk"), plage__endswith__gt=OuterRef("intervenant__retire_le")
        )
        return self.filter(Q(intervenant__retire_le=None) | ~Exists(a_venir))

    def en_cours(self) -> Self:
        """Those in force, and those that will be: affected, not summoned yet."""
        return self.filter(~Q(etat=EtatAffectation.ANNULEE), mission__retiree_le=None)


@suivre()
class Affectation(models.Model):
    """One intervenant on one mission. Cancelled ones stay, without créneaux; a new one is made to summon again."""

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="affectations")
    intervenant = models.ForeignKey(Intervenant, models.PROTECT, related_name="affectations")
    etat = models.CharField("état", max_length=9, choices=EtatAffectation, default=EtatAffectation.AFFECTEE)
    origine = models.CharField("origine", max_length=6, choices=Origine)
    qualite = models.ForeignKey(Qualite, models.PROTECT, null=True, blank=True, verbose_name="qualité")
    commission = models.ForeignKey(Commission, models.PROTECT, null=True, blank=True)
    jury = models.ForeignKey(Jury, models.PROTECT, null=True, blank=True)
    salle = models.ForeignKey(Salle, models.PROTECT, null=True, blank=True)
    code_salle = models.CharField("code salle", max_length=20, blank=True)
    observation = models.CharField("observation", blank=True, max_length=2000)
    dates_specifiques = models.BooleanField("dates spécifiques", default=False)
    confirmation = models.TextField("conflits confirmés", blank=True, help_text="ce que l'on savait en convoquant")
    motif_confirmation = models.CharField("motif de la confirmation", max_length=200, blank=True)
    verrou = models.CharField(
        "verrou", max_length=80, blank=True, help_text="posé par les frais en cours de traitement"
    )
    objects = Affectations.as_manager()

    class Meta:
        verbose_name = "affectation"
        constraints = [
            # Target of the créneaux's composite key: their copies of mission and intervenant cannot lie.
            models.UniqueConstraint(fields=["id", "mission", "intervenant"], name="affectation_cible_creneau"),
        ]
        indexes = [
            models.Index(fields=["mission", "etat"], name="affectation_mission_etat"),
            models.Index(fields=["intervenant", "etat"], name="affectation_intervenant_etat"),
        ]

    def __str__(self) -> str:
        return f"{self.intervenant_id} sur {self.mission_id}"


@suivre()
class Creneau(models.Model):
    """A half-open range when the person is needed (G4.2-19).

    Twice the same mission at the same time is impossible; two missions at the same time are too, unless the later
    créneau is `chevauchement_admis`: confirmed, of a kind that the gestionnaire ignores, or decided in another system.
    `mission` and `intervenant` repeat the affectation's, held equal by a composite foreign key (migration 0002).
    """

    affectation = models.ForeignKey(Affectation, models.CASCADE, related_name="creneaux")
    mission = models.ForeignKey(Mission, models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    intervenant = models.ForeignKey(
        Intervenant, models.CASCADE, related_name="creneaux", db_constraint=False, db_index=False
    )
    plage = DateTimeRangeField("plage")
    chevauchement_admis = models.BooleanField("chevauchement admis", default=False)

    class Meta:
        verbose_name = "créneau"
        constraints = [
            models.CheckConstraint(name="creneau_limites", condition=plages_bornees("plage")),
            models.CheckConstraint(
                name="creneau_borne", condition=Q(plage__isempty=False, plage__lower_inf=False, plage__upper_inf=False)
            ),
            ExclusionConstraint(
                name="creneau_pas_deux_fois_la_mission",
                expressions=[
                    ("intervenant", RangeOperators.EQUAL),
                    ("plage", RangeOperators.OVERLAPS),
                    ("mission", RangeOperators.EQUAL),
                ],
            ),
            ExclusionConstraint(
                name="creneau_pas_deux_fois_la_personne",
                expressions=[("intervenant", RangeOperators.EQUAL), ("plage", RangeOperators.OVERLAPS)],
                condition=Q(chevauchement_admis=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.plage)


@suivre()
class Convocation(models.Model):
    """A summons as issued: the letter's data never change, so that a duplicate is the same letter."""

    affectation = models.ForeignKey(Affectation, models.PROTECT, related_name="convocations")
    version = models.PositiveSmallIntegerField("version", default=1)
    emise_le = models.DateTimeField("émise le")
    emise_par = models.CharField("émise par", max_length=60)
    reprise = models.BooleanField("reprise", default=False, help_text="émise par le système que remplace IMAG'IN")
    donnees = models.JSONField("données de la lettre", null=True)
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)

    class Meta:
        verbose_name = "convocation"
        constraints = [
            models.UniqueConstraint(fields=["affectation", "version"], name="convocation_version"),
            models.CheckConstraint(name="convocation_dates", condition=instants_bornes("emise_le", "annulee_le")),
            models.CheckConstraint(name="convocation_lettre", condition=Q(reprise=True) | Q(donnees__isnull=False)),
            models.UniqueConstraint(
                fields=["affectation"], condition=Q(annulee_le__isnull=True), name="convocation_une_en_vigueur"
            ),
        ]

    def __str__(self) -> str:
        return f"Convocation {self.affectation_id}/{self.version}"

    @property
    def lettre(self) -> dict[str, Any]:
        """Data of the letter as issued; raises ValueError for a convocation taken over, whose letter is elsewhere."""
        if self.donnees is None:
            raise ValueError(f"convocation {self.pk} was issued by another system")
        donnees: dict[str, Any] = self.donnees
        return donnees


@suivre()
class Signature(models.Model):
    """What is printed under « le chef de centre » or « le chef d'établissement » of an établissement (G4.4)."""

    etablissement = models.ForeignKey(Etablissement, models.CASCADE, related_name="signatures")
    signataire = models.CharField("signataire", max_length=6, choices=Signataire)
    autorite = models.CharField("autorité", max_length=80)
    intitule = models.CharField("intitulé", max_length=80, blank=True)
    nom = models.CharField("nom", max_length=80)
    ville = models.CharField("ville", max_length=80)

    class Meta:
        verbose_name = "signature"
        constraints = [models.UniqueConstraint(fields=["etablissement", "signataire"], name="signature_unique")]

    def __str__(self) -> str:
        return f"{self.autorite} {self.nom}"


@suivre()
class SeveriteConflit(models.Model):
    """How severe the gestionnaire holds a kind of conflict; without a row, `SEVERITES_PAR_DEFAUT` does.

    `seuil_km`: distance between centres from which they are far from one another; null: the default one.
    """

    nature = models.CharField("nature", max_length=10, choices=NatureConflit, primary_key=True)
    severite = models.CharField("sévérité", max_length=7, choices=Severite)
    seuil_km = models.PositiveSmallIntegerField("seuil (km)", null=True, blank=True)

    class Meta:
        verbose_name = "sévérité d'un conflit"
        constraints = [
            models.CheckConstraint(
                name="severite_seuil", condition=Q(seuil_km__isnull=True) | Q(nature=NatureConflit.ELOIGNEMENT)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} : {self.severite}"


class AvisIndisponibilite(models.Model):
    """What somebody answerable for an affectation has last been told: on which créneaux its person is unavailable.

    `destinataire`: the address, in small letters, of the gestionnaire or of the centre that summoned; `plages`: pairs
    of instants (ISO 8601, UTC); `envoi`: the mail that said it; `seul`: it says nothing else, so that it may be given
    up whole while it waits. No `plages`: told that nothing upsets it any more. No row: never told anything.
    """

    affectation = models.ForeignKey(Affectation, models.CASCADE, related_name="avis_indisponibilite", db_index=False)
    destinataire = models.CharField("destinataire", max_length=254)
    plages = models.JSONField("plages")
    envoi = models.BigIntegerField("envoi")
    seul = models.BooleanField("seul objet du mél")

    class Meta:
        verbose_name = "avis d'indisponibilité"
        constraints = [models.UniqueConstraint(fields=["affectation", "destinataire"], name="avis_indispo_unique")]

    def __str__(self) -> str:
        return f"{self.affectation_id} : {self.destinataire}"
