"""Reference data: académies, établissements, and the regulation's nomenclatures that CYCLADES brings."""

from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models

from imagin.domaine.referentiel.enums import (
    Categorie,
    DomaineIndemnite,
    Nature,
    Personnel,
    Remuneration,
    Tarif,
)
from imagin.socle.temps import DERNIER_JOUR, PREMIERE_NAISSANCE, instants_bornes
from imagin.socle.texte.cle import champ_cle
from imagin.socle.texte.telephone import telephone_bien_ecrit
from imagin.socle.traces.suivi import suivre

LETTRES_UAI = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Academie(models.Model):
    """An académie known to this instance, by its two-digit national code."""

    code = models.CharField("code", max_length=2, primary_key=True)
    nom = models.CharField("nom", max_length=60)
    service = models.CharField("service des examens", max_length=120, default="Division des examens et concours")
    adresse = models.TextField("adresse du service", blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    mel = models.EmailField("mél", blank=True)

    class Meta:
        verbose_name = "académie"
        constraints = [telephone_bien_ecrit("telephone", "academie_telephone")]

    def __str__(self) -> str:
        return self.nom


@suivre(creations=False)
class Etablissement(models.Model):
    """A school or centre, known by its UAI (7 digits and a check letter)."""

    uai = models.CharField("UAI", max_length=8, unique=True)
    libelle = models.CharField("libellé", max_length=120, help_text="« LPO BELLEVUE TOULOUSE CEDEX 4 »")
    categorie = models.CharField("catégorie", max_length=5, choices=Categorie)
    prive = models.BooleanField("privé", default=False)
    academie = models.ForeignKey(Academie, models.PROTECT, verbose_name="académie")
    adresse = models.CharField("adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=5, blank=True)
    localite = models.CharField("localité d'acheminement", max_length=80, blank=True)
    code_commune = models.CharField("code commune", max_length=5, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    mel = models.EmailField("mél", blank=True)
    latitude = models.FloatField("latitude", null=True)
    longitude = models.FloatField("longitude", null=True)
    ouvert = models.BooleanField("ouvert", default=True)

    class Meta:
        verbose_name = "établissement"
        constraints = [
            models.CheckConstraint(
                name="uai_lettre_de_controle",
                condition=models.Q(uai__regex=f"^[0-9]{{7}}[{LETTRES_UAI}]$"),
            ),
            telephone_bien_ecrit("telephone", "etablissement_telephone"),
            models.CheckConstraint(
                name="etablissement_sur_terre",
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.libelle} ({self.uai})"


class Discipline(models.Model):
    """Discipline de poste of a person (« LETTRES MODERNES »)."""

    code = models.CharField("code", max_length=8, primary_key=True)
    libelle = models.CharField("libellé", max_length=120)
    cle = champ_cle("libelle")

    class Meta:
        verbose_name = "discipline de poste"
        indexes = [models.Index(fields=["cle"], name="discipline_cle")]

    def __str__(self) -> str:
        return self.libelle


@suivre()
class RegimeExamen(models.Model):
    """What the rules of money and of staff say of an exam, by its sigle: data that the gestionnaire keeps, not code.

    Rates that are empty: nothing allows to estimate what its services are worth (docs/frais.md).
    """

    sigle = models.CharField("sigle", max_length=12, primary_key=True)
    domaine_indemnite = models.CharField(
        "indemnité des chefs de centre", max_length=3, choices=DomaineIndemnite, blank=True
    )
    taux_copie = models.CharField("taux d'une copie", max_length=20, choices=Tarif, blank=True)
    taux_heure = models.CharField("taux d'une heure", max_length=20, choices=Tarif, blank=True)
    type_second_groupe = models.CharField(
        "type de mission de l'oral du second groupe", max_length=12, blank=True, help_text="vide : pas de second groupe"
    )
    se_constate = models.BooleanField("services constatés par les centres", default=True)
    personnel = models.CharField("personnel compétent", max_length=7, choices=Personnel, blank=True)

    class Meta:
        verbose_name = "régime d'examen"
        constraints = [
            models.CheckConstraint(
                name="regime_taux_ensemble",
                condition=models.Q(taux_copie="", taux_heure="") | ~(models.Q(taux_copie="") | models.Q(taux_heure="")),
            ),
        ]

    def __str__(self) -> str:
        return self.sigle


class Examen(models.Model):
    """An exam of the regulation: « 470, BCG »; without `regime`, it is stated like any other and pays nothing known."""

    code = models.CharField("code", max_length=3, primary_key=True)
    sigle = models.CharField("sigle", max_length=12)
    libelle = models.CharField("libellé", max_length=120)
    concours = models.BooleanField("concours", default=False)
    regime = models.ForeignKey(RegimeExamen, models.PROTECT, null=True, blank=True, verbose_name="régime")

    class Meta:
        verbose_name = "examen"

    def __str__(self) -> str:
        return f"{self.code}, {self.sigle}"


class Specialite(models.Model):
    """Spécialité or série of an exam: « L - LITTERAIRE »."""

    examen = models.ForeignKey(Examen, models.PROTECT, related_name="specialites")
    code = models.CharField("code", max_length=12)
    libelle = models.CharField("libellé", max_length=120)

    class Meta:
        verbose_name = "spécialité"
        constraints = [models.UniqueConstraint(fields=["examen", "code"], name="specialite_unique")]

    def __str__(self) -> str:
        return f"{self.code} - {self.libelle}"


class EpreuveOption(models.Model):
    """Épreuve-option of a spécialité: « C010, Mathématiques »."""

    specialite = models.ForeignKey(Specialite, models.PROTECT, related_name="epreuves_options")
    code = models.CharField("code", max_length=16)
    libelle = models.CharField("libellé", max_length=120)

    class Meta:
        verbose_name = "épreuve-option"
        constraints = [models.UniqueConstraint(fields=["specialite", "code"], name="epreuve_option_unique")]

    def __str__(self) -> str:
        return f"{self.code}, {self.libelle}"


class TypeMission(models.Model):
    """Type of a mission (« CORRECTION DE COPIES »), what it pays by, which of the guide's special cases it is."""

    code = models.CharField("code", max_length=12, primary_key=True)
    libelle = models.CharField("libellé", max_length=80)
    nature = models.CharField("nature", max_length=12, choices=Nature, default=Nature.ORDINAIRE)
    remuneration = models.CharField("rémunération", max_length=12, choices=Remuneration, default=Remuneration.AUCUNE)
    dematerialisee = models.BooleanField("correction dématérialisée", default=False)
    code_salle = models.BooleanField("code salle saisissable", default=False)
    observation = models.CharField("observation par défaut", max_length=2000, blank=True)
    # How its missions are paid and stated, said once, by the database, for SQL and Python alike: as an épreuve pratique
    # for the orals of the évaluations communes, whatever CYCLADES says. A mission pays unless this is « AUCUNE ».
    paiement = models.GeneratedField(
        verbose_name="se paie comme",
        expression=models.Case(
            models.When(nature=Nature.ORAL_EC, then=models.Value(Remuneration.PRATIQUE)),
            default=models.F("remuneration"),
        ),
        output_field=models.CharField(max_length=12, choices=Remuneration),
        db_persist=True,
    )

    class Meta:
        verbose_name = "type de mission"

    def __str__(self) -> str:
        return self.libelle


class Qualite(models.Model):
    """Role of a person in a mission, from the list that the gestionnaire keeps (G4.2-07)."""

    code = models.CharField("code", max_length=12, primary_key=True)
    libelle = models.CharField("libellé", max_length=80)
    santorin = models.BooleanField("qualité SANTORIN", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=100)
    active = models.BooleanField("proposée", default=True)

    class Meta:
        verbose_name = "qualité"

    def __str__(self) -> str:
        return self.libelle


class Mention(models.Model):
    """A paragraph printed on every convocation (payment, travel), worded by the gestionnaire."""

    code = models.CharField("code", max_length=20, primary_key=True)
    titre = models.CharField("titre", max_length=60, blank=True)
    texte = models.TextField("texte")
    ordre = models.PositiveSmallIntegerField("ordre", default=100)

    class Meta:
        verbose_name = "mention de la convocation"

    def __str__(self) -> str:
        return self.code


@suivre()
class Bareme(models.Model):
    """What a rate is worth during a period (half-open), in euros unless `tarif` says otherwise, by which text.

    `a_confirmer`: no text was found that says so; the gestionnaire is warned.
    """

    tarif = models.CharField("tarif", max_length=20, choices=Tarif)
    montant = models.DecimalField("montant", max_digits=8, decimal_places=2)
    validite = DateRangeField("validité")
    source = models.CharField("texte", max_length=200)
    a_confirmer = models.BooleanField("à confirmer", default=False)

    class Meta:
        verbose_name = "barème"
        constraints = [
            models.CheckConstraint(
                name="bareme_borne",
                condition=models.Q(
                    validite__startswith__gte=PREMIERE_NAISSANCE,
                    validite__endswith__lte=DERNIER_JOUR + timedelta(days=1),
                ),
            ),
            models.CheckConstraint(name="bareme_positif", condition=models.Q(montant__gt=0)),
            models.CheckConstraint(name="bareme_tarif", condition=models.Q(tarif__in=Tarif.values)),
            ExclusionConstraint(
                name="bareme_un_seul_a_la_fois",
                expressions=[("tarif", RangeOperators.EQUAL), ("validite", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tarif_display()} : {self.montant}"


@suivre()
class MessageAccueil(models.Model):
    """What the administrateur tells, on the home, to the services it targets, between two instants (G2.2-01)."""

    titre = models.CharField("titre", max_length=120)
    contenu = models.TextField("message", help_text="HTML déjà assaini : voir rules.assainir_message")
    services = ArrayField(models.CharField(max_length=14), verbose_name="services destinataires")
    debut = models.DateTimeField("affiché à partir du")
    fin = models.DateTimeField("jusqu'au", null=True, blank=True, help_text="exclu ; vide : sans fin")

    class Meta:
        verbose_name = "message d'accueil"
        constraints = [
            models.CheckConstraint(name="message_accueil_borne", condition=instants_bornes("debut", "fin")),
            models.CheckConstraint(
                name="message_accueil_dates",
                condition=models.Q(fin__isnull=True) | models.Q(fin__gt=models.F("debut")),
                violation_error_message="La fin de l'affichage doit venir après son début.",
            ),
            models.CheckConstraint(
                name="message_accueil_destine",
                condition=models.Q(services__len__gt=0),
                violation_error_message="Choisissez au moins un service destinataire.",
            ),
        ]

    def __str__(self) -> str:
        return self.titre
