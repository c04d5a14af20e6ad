"""Sessions of exams and their missions, with dates, commissions, jurys and salles, as CYCLADES brings them."""

from datetime import time

from django.db import models
from django.db.models import F, Q

from imagin.domaine.missions.enums import OrigineDate, Signataire
from imagin.domaine.referentiel.models import EpreuveOption, Etablissement, Examen, Specialite, TypeMission
from imagin.socle.temps import heures_bornees, jours_bornes
from imagin.socle.texte.telephone import telephone_bien_ecrit
from imagin.socle.traces.suivi import suivre

# Both hours or neither, in order; an end at 00:00 is the midnight that closes the day, as for a créneau.
EN_ORDRE = (Q(heure_fin__gt=F("heure_debut")) | Q(heure_fin=time(0))) & heures_bornees("heure_debut", "heure_fin")
HEURES = Q(heure_debut__isnull=True, heure_fin__isnull=True) | (
    Q(heure_debut__isnull=False, heure_fin__isnull=False) & EN_ORDRE
)


@suivre(creations=False)
class SessionExamen(models.Model):
    """A session of an exam: « 470, BCG, 2016-06, BAC GENERAL ». The gestionnaire in charge is named on the letters."""

    examen = models.ForeignKey(Examen, models.PROTECT, related_name="sessions")
    session = models.CharField("session", max_length=7, help_text="AAAA ou AAAA-MM")
    annee = models.GeneratedField(
        expression=models.functions.Cast(models.functions.Left("session", 4), models.SmallIntegerField()),
        output_field=models.SmallIntegerField("année"),
        db_persist=True,
    )
    libelle = models.CharField("libellé", max_length=80)
    ouverte = models.BooleanField("ouverte", default=False)
    gestionnaire = models.CharField("gestionnaire", max_length=80, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    mel = models.EmailField("mél", blank=True)

    class Meta:
        verbose_name = "session d'examen"
        constraints = [
            models.UniqueConstraint(fields=["examen", "session"], name="session_unique"),
            telephone_bien_ecrit("telephone", "session_telephone"),
            models.CheckConstraint(name="session_format", condition=Q(session__regex=r"^20\d{2}(-(0[1-9]|1[0-2]))?$")),
        ]

    def __str__(self) -> str:
        return f"{self.examen_id}, {self.examen.sigle}, {self.session}, {self.libelle}"


@suivre(creations=False)
class Mission(models.Model):
    """A task of an exam session at a centre, for which people are summoned."""

    numero = models.PositiveIntegerField("N°", unique=True)
    session = models.ForeignKey(SessionExamen, models.PROTECT, related_name="missions")
    specialite = models.ForeignKey(Specialite, models.PROTECT, null=True, blank=True)
    epreuve_option = models.ForeignKey(EpreuveOption, models.PROTECT, null=True, blank=True)
    type = models.ForeignKey(TypeMission, models.PROTECT)
    centre = models.ForeignKey(Etablissement, models.PROTECT, related_name="missions")
    date_debut = models.DateField("début")
    observation = models.CharField("observation par défaut", max_length=2000, blank=True)
    ciblee = models.BooleanField("ciblée pour convocation par l'établissement", default=False)
    signataire = models.CharField(
        "signature convocation", max_length=6, choices=Signataire, default=Signataire.CHEF_CENTRE
    )
    nb_attendus = models.PositiveSmallIntegerField("intervenants attendus", null=True, blank=True)
    nb_inscrits = models.PositiveIntegerField("candidats inscrits", null=True, blank=True)
    candidats_affectes = models.BooleanField("candidats affectés dans CYCLADES", default=False)
    retiree_le = models.DateTimeField("retirée par CYCLADES le", null=True, blank=True)

    class Meta:
        verbose_name = "mission"
        constraints = [models.CheckConstraint(name="mission_debut_borne", condition=jours_bornes("date_debut"))]
        indexes = [models.Index(fields=["centre", "session"], name="mission_centre_session")]

    def __str__(self) -> str:
        return f"{self.numero}"


class DateMission(models.Model):
    """A day of a mission; hours proposed for it, local time, 08:00–18:00 when CYCLADES says nothing (G4.2-09)."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="dates")
    jour = models.DateField("jour")
    heure_debut = models.TimeField("heure de début", null=True, blank=True)
    heure_fin = models.TimeField("heure de fin", null=True, blank=True)

    class Meta:
        verbose_name = "date de mission"
        constraints = [
            models.UniqueConstraint(fields=["mission", "jour"], name="date_mission_unique"),
            models.CheckConstraint(name="date_mission_heures", condition=HEURES),
            models.CheckConstraint(name="date_mission_bornee", condition=jours_bornes("jour")),
        ]

    def __str__(self) -> str:
        return f"{self.jour:%d/%m/%Y}"


class Commission(models.Model):
    """A logical grouping of copies or candidates within a mission (guide § 4.2.3)."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="commissions")
    code = models.CharField("code", max_length=20)
    nb_candidats = models.PositiveIntegerField("candidats", null=True, blank=True)
    nb_presents = models.PositiveIntegerField("candidats présents", null=True, blank=True)

    class Meta:
        verbose_name = "commission"
        constraints = [models.UniqueConstraint(fields=["mission", "code"], name="commission_unique")]

    def __str__(self) -> str:
        return self.code


class DateCommission(models.Model):
    """A day on which a commission sits."""

    commission = models.ForeignKey(Commission, models.CASCADE, related_name="dates")
    jour = models.DateField("jour")
    heure_debut = models.TimeField("heure de début", null=True, blank=True)
    heure_fin = models.TimeField("heure de fin", null=True, blank=True)

    class Meta:
        verbose_name = "date de commission"
        constraints = [
            models.UniqueConstraint(fields=["commission", "jour"], name="date_commission_unique"),
            models.CheckConstraint(name="date_commission_heures", condition=HEURES),
            models.CheckConstraint(name="date_commission_bornee", condition=jours_bornes("jour")),
        ]

    def __str__(self) -> str:
        return f"{self.jour:%d/%m/%Y}"


class Jury(models.Model):
    """A jury attached to a mission."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="jurys")
    code = models.CharField("code", max_length=20)

    class Meta:
        verbose_name = "jury"
        constraints = [models.UniqueConstraint(fields=["mission", "code"], name="jury_unique")]

    def __str__(self) -> str:
        return self.code


class Salle(models.Model):
    """A room of the centre in which a mission is held."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="salles")
    code = models.CharField("code", max_length=20)

    class Meta:
        verbose_name = "salle"
        constraints = [models.UniqueConstraint(fields=["mission", "code"], name="salle_unique")]

    def __str__(self) -> str:
        return self.code


@suivre()
class DateFixee(models.Model):
    """A day fixed for the summons of a mission beside CYCLADES's: imports never touch it.

    The gestionnaire's reduce the calendar of COEC and PRECE missions to themselves (G4.2-10); the centre's are ticked
    beforehand for its next convocations (G4.2-12).
    """

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="dates_fixees")
    origine = models.CharField("origine", max_length=6, choices=OrigineDate)
    jour = models.DateField("jour")
    heure_debut = models.TimeField("heure de début")
    heure_fin = models.TimeField("heure de fin")

    class Meta:
        verbose_name = "date fixée"
        constraints = [
            models.UniqueConstraint(fields=["mission", "origine", "jour"], name="date_fixee_unique"),
            models.CheckConstraint(name="date_fixee_heures", condition=EN_ORDRE),
            models.CheckConstraint(name="date_fixee_bornee", condition=jours_bornes("jour")),
        ]

    def __str__(self) -> str:
        return f"{self.jour:%d/%m/%Y}"

    @property
    def est_du_gestionnaire(self) -> bool:
        """Does it reduce the calendar?"""
        return self.origine == OrigineDate.GESTIONNAIRE


@suivre()
class SaisieMission(models.Model):
    """The observation that the centre carried from a convocation to the next ones of the mission (G4.2-12)."""

    mission = models.OneToOneField(Mission, models.CASCADE, primary_key=True, related_name="saisie")
    observation = models.CharField("observation", max_length=2000, blank=True)

    class Meta:
        verbose_name = "saisie sur la mission"

    def __str__(self) -> str:
        return f"{self.mission_id}"
