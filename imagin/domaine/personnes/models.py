"""People who can be summoned, where they are posted, and what they teach."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace

from imagin.domaine.personnes.enums import Civilite, Rapprochement, Source, Structure, Titre
from imagin.domaine.referentiel.models import Discipline, Etablissement
from imagin.socle.temps import DERNIER_JOUR, PREMIER_JOUR, PREMIERE_NAISSANCE, jours_bornes
from imagin.socle.texte.cle import champ_cle, mots_de
from imagin.socle.texte.telephone import telephone_bien_ecrit
from imagin.socle.traces.suivi import suivre

MOTS = mots_de("cle", "nom", "prenom", "nom_naissance")


@suivre(creations=False)
class Intervenant(models.Model):
    """A person who can be summoned. `reference` is their number in the system `source` (EPP: the agent's number).

    `source` is the one that is master of them; how others know them is `AutreIdentite`. Somebody merged into another
    row (`fusionne_dans`) is withdrawn, and stays so that the merger can be undone.
    """

    source = models.CharField("source", max_length=6, choices=Source)
    reference = models.CharField("référence dans la source", max_length=40)
    numen = models.CharField("NUMEN", max_length=13, blank=True, help_text="confidentiel")
    civilite = models.CharField("civilité", max_length=3, choices=Civilite, blank=True)
    nom = models.CharField("nom", max_length=80)
    prenom = models.CharField("prénom", max_length=80)
    nom_naissance = models.CharField("nom de naissance", max_length=80, blank=True)
    date_naissance = models.DateField("date de naissance", null=True, blank=True)
    discipline = models.ForeignKey(
        Discipline, models.PROTECT, null=True, blank=True, db_index=False, verbose_name="discipline de poste"
    )
    adresse = models.CharField("adresse", max_length=200, blank=True, help_text="lignes séparées par « | »")
    code_postal = models.CharField("code postal", max_length=10, blank=True)
    commune = models.CharField("commune", max_length=80, blank=True)
    tel_personnel = models.CharField("téléphone personnel", max_length=20, blank=True)
    tel_professionnel = models.CharField("téléphone professionnel", max_length=20, blank=True)
    mel_professionnel = models.CharField("mél professionnel", max_length=254, blank=True)
    mel_personnel = models.CharField("mél personnel", max_length=254, blank=True)
    retire_le = models.DateTimeField("retiré par sa source le", null=True, blank=True)
    fusionne_dans = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="fusionnes", verbose_name="fusionné dans"
    )
    cle = champ_cle("nom", "prenom")

    class Meta:
        verbose_name = "intervenant"
        constraints = [
            models.UniqueConstraint(fields=["reference", "source"], name="intervenant_source_reference"),
            models.CheckConstraint(
                name="intervenant_naissance", condition=jours_bornes("date_naissance", premier=PREMIERE_NAISSANCE)
            ),
            telephone_bien_ecrit("tel_personnel", "intervenant_tel_personnel"),
            telephone_bien_ecrit("tel_professionnel", "intervenant_tel_professionnel"),
            models.UniqueConstraint(fields=["numen"], condition=~Q(numen=""), name="intervenant_numen"),
            models.CheckConstraint(
                name="intervenant_fusionne_retire",
                condition=Q(fusionne_dans__isnull=True) | Q(retire_le__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cle", "id"], name="intervenant_cle"),
            models.Index(Replace("cle", Value(" "), Value("")), name="intervenant_cle_collee"),
            GinIndex(SearchVector(MOTS, config="simple"), name="intervenant_mots_trouves"),
        ]

    def __str__(self) -> str:
        return f"{self.nom} {self.prenom}"

    @property
    def mel(self) -> str:
        """Where to write to them: the professional address first, else the personal one (G4.2-18)."""
        return self.mel_professionnel or self.mel_personnel


@suivre(creations=False)
class Exercice(models.Model):
    """The posting of a person in an établissement, as principal or secondaire."""

    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="exercices", db_index=False)
    etablissement = models.ForeignKey(Etablissement, models.PROTECT, related_name="exercices")
    titre = models.CharField("titre", max_length=1, choices=Titre)
    # Empty: the master source of the person. `db_default`: imports write these rows without naming it.
    source = models.CharField("donné par une autre source", max_length=6, choices=Source, blank=True, db_default="")

    class Meta:
        verbose_name = "exercice"
        constraints = [
            models.UniqueConstraint(fields=["intervenant", "etablissement"], name="exercice_unique"),
            models.UniqueConstraint(fields=["intervenant"], condition=Q(titre="P"), name="exercice_un_principal"),
        ]

    def __str__(self) -> str:
        return f"{self.intervenant} à {self.etablissement} ({self.get_titre_display()})"


@suivre(creations=False)
class AutreIdentite(models.Model):
    """How a source that is not master of a person knows them: its number, and when it stopped giving it.

    `rapproche_par` says what made the two one: their NUMEN, their names with birth and établissement, or somebody.
    """

    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="autres_identites")
    source = models.CharField("source", max_length=6, choices=Source)
    reference = models.CharField("référence dans la source", max_length=40)
    rapproche_par = models.CharField("rapproché par", max_length=5, choices=Rapprochement)
    retiree_le = models.DateTimeField("retirée par cette source le", null=True, blank=True)

    class Meta:
        verbose_name = "autre identité"
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="autre_identite_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.reference}"


@suivre()
class Fusion(models.Model):
    """Two rows found to be one person: `absorbe` is withdrawn into `garde`, and all that hung on it moved.

    `deplaces` names what moved (`{"convocations.affectation": [12, 13]}`), so that undoing moves back that and no more.
    """

    garde = models.ForeignKey(Intervenant, models.PROTECT, related_name="fusions")
    absorbe = models.ForeignKey(Intervenant, models.PROTECT, related_name="+")
    deplaces = models.JSONField("ce qui a été déplacé", default=dict)
    motif = models.CharField("motif", max_length=200, blank=True)
    faite_par = models.CharField("faite par", max_length=60)
    faite_le = models.DateTimeField("faite le")
    defaite_le = models.DateTimeField("défaite le", null=True, blank=True)

    class Meta:
        verbose_name = "fusion"
        constraints = [
            models.CheckConstraint(name="fusion_de_deux", condition=~Q(garde=models.F("absorbe"))),
            models.UniqueConstraint(fields=["absorbe"], condition=Q(defaite_le__isnull=True), name="fusion_une_fois"),
        ]

    def __str__(self) -> str:
        return f"{self.absorbe} dans {self.garde}"


class Matiere(models.Model):
    """Matière enseignée, from the nomenclature in STS-WEB."""

    code = models.CharField("code", max_length=6, primary_key=True)
    libelle = models.CharField("libellé", max_length=120)

    class Meta:
        verbose_name = "matière"

    def __str__(self) -> str:
        return self.libelle


class Mef(models.Model):
    """Module élémentaire de formation, 11 characters."""

    code = models.CharField("code", max_length=11, primary_key=True)
    libelle = models.CharField("libellé", max_length=120)
    type = models.CharField("type de M.E.F.", max_length=80, blank=True)

    class Meta:
        verbose_name = "module élémentaire de formation"

    def __str__(self) -> str:
        return self.libelle


class ModaliteCours(models.Model):
    """Modalité de cours (« CG », COURS GENERAL)."""

    code = models.CharField("code", max_length=8, primary_key=True)
    libelle = models.CharField("libellé", max_length=80)

    class Meta:
        verbose_name = "modalité de cours"

    def __str__(self) -> str:
        return self.libelle


class Enseignement(models.Model):
    """What a person teaches to a class or group in a school year; read-only, from STS-WEB (G3.1-08)."""

    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="enseignements")
    etablissement = models.ForeignKey(Etablissement, models.PROTECT, related_name="enseignements")
    annee = models.PositiveSmallIntegerField("année scolaire", help_text="année de la rentrée")
    matiere = models.ForeignKey(Matiere, models.PROTECT)
    modalite = models.ForeignKey(ModaliteCours, models.PROTECT, null=True, blank=True)
    mef = models.ForeignKey(Mef, models.PROTECT, null=True, blank=True)
    structure = models.CharField("type de structure", max_length=1, choices=Structure)
    code_structure = models.CharField("code de la structure", max_length=40)

    class Meta:
        verbose_name = "enseignement"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "etablissement",
                    "annee",
                    "intervenant",
                    "structure",
                    "code_structure",
                    "matiere",
                    "modalite",
                    "mef",
                ],
                name="enseignement_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="enseignement_annee", condition=Q(annee__range=(PREMIER_JOUR.year, DERNIER_JOUR.year))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matiere}, {self.get_structure_display()} : {self.code_structure}"
