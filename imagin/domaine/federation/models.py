"""Other académies, and what passes between them and this one: centres, people, summons received and told."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from imagin.domaine.federation.enums import EtatPersonne, Panne
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.temps import PREMIERE_NAISSANCE, jours_bornes, maintenant
from imagin.socle.traces.suivi import suivre

LONGUEUR_CODE = 8
PREFIXE_DES_CANAUX = "federation-"  # followed by the code: a channel of the outbox, 20 characters


@suivre()
class Partenaire(models.Model):
    """Another instance of IMAG'IN. Nothing passes while it is not `active`.

    `academies`: codes of those whose schools and people are its own (SIEC: 01, 24, 25). `cles`: its public keys, as
    last read at its address and pinned; `cle_numen`: the key it gave us to hash NUMEN for it, ciphered.
    """

    code = models.CharField("code", max_length=LONGUEUR_CODE, unique=True)
    nom = models.CharField("nom", max_length=40, help_text="« SIEC » : le bouton, le bandeau, le motif")
    adresse = models.URLField("adresse", unique=True, help_text="sans barre finale")
    academies = ArrayField(models.CharField(max_length=2), verbose_name="académies gérées", default=list)
    nationale = models.BooleanField("instance nationale (DGRH)", default=False, help_text="jamais de bouton")
    active = models.BooleanField("partenariat ouvert", default=False)
    cles = models.JSONField("clés publiques", default=list, blank=True)
    cles_lues_le = models.DateTimeField("clés lues le", null=True, blank=True)
    cle_numen = models.TextField("clé d'appariement chiffrée", blank=True)

    class Meta:
        verbose_name = "académie partenaire"
        constraints = [
            models.CheckConstraint(
                name="partenaire_code", condition=Q(code__regex=rf"^[a-z0-9]{{1,{LONGUEUR_CODE}}}$")
            ),
            models.CheckConstraint(name="partenaire_adresse", condition=Q(adresse__regex=r"^https?://[^/?#]+$")),
            models.CheckConstraint(name="partenaire_ouvert_avec_cles", condition=Q(active=False) | ~Q(cles=[])),
        ]

    def __str__(self) -> str:
        return self.nom

    @property
    def canal(self) -> str:
        """Its channel of the outbox."""
        return PREFIXE_DES_CANAUX + self.code


class EtatPartenaire(models.Model):
    """Whether a partner can be reached, as the watch saw it last; pages read this row and nothing else.

    `decalage`: seconds its clock is ahead of ours.
    """

    partenaire = models.OneToOneField(Partenaire, models.CASCADE, primary_key=True, related_name="etat")
    joignable = models.BooleanField("joignable", default=False)
    depuis = models.DateTimeField("depuis", default=maintenant)
    verifie_le = models.DateTimeField("vérifié le", default=maintenant)
    panne = models.CharField("panne", max_length=10, choices=Panne, blank=True)
    decalage = models.IntegerField("décalage (s)", null=True, blank=True)

    class Meta:
        verbose_name = "état d'un partenaire"
        constraints = [models.CheckConstraint(name="etat_partenaire_panne", condition=Q(joignable=False) | Q(panne=""))]

    def __str__(self) -> str:
        return f"{self.partenaire_id} : {self.joignable}"


@suivre()
class CentreOuvert(models.Model):
    """An établissement of a partner that is an exam centre of this académie: its head may enter here."""

    etablissement = models.OneToOneField(Etablissement, models.PROTECT, related_name="centre_ouvert")
    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="centres_ouverts")

    class Meta:
        verbose_name = "centre d'une autre académie"

    def __str__(self) -> str:
        return str(self.etablissement)


class CentreAilleurs(models.Model):
    """An établissement of ours that a partner declared its centre, as it told us: a button of « Accès … »."""

    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="centres_ailleurs")
    etablissement = models.ForeignKey(Etablissement, models.CASCADE, related_name="centres_ailleurs")

    class Meta:
        verbose_name = "centre dans une autre académie"
        constraints = [models.UniqueConstraint(fields=["etablissement", "partenaire"], name="centre_ailleurs_unique")]

    def __str__(self) -> str:
        return f"{self.etablissement_id} chez {self.partenaire_id}"


class EmpreinteNumen(models.Model):
    """The NUMEN of one of our people, hashed with the key that we give to our partners. Recomputed each night."""

    intervenant = models.OneToOneField(Intervenant, models.CASCADE, primary_key=True, related_name="empreinte_numen")
    empreinte = models.CharField("HMAC-SHA-256", max_length=64, unique=True)

    class Meta:
        verbose_name = "empreinte de NUMEN"

    def __str__(self) -> str:
        return self.empreinte[:8]


@suivre(creations=False)
class PersonneExterne(models.Model):
    """Somebody as a partner names them, and who that is here: recognised, unknown, ambiguous, or set aside by hand.

    `reference` is the name that we give them to that partner. `decidee_par`: who resolved it by hand, else empty.
    """

    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="personnes")
    reference = models.UUIDField("référence", default=uuid4, unique=True, editable=False)
    empreinte = models.CharField("empreinte du NUMEN", max_length=64, blank=True)
    nom = models.CharField("nom", max_length=80, blank=True)
    prenom = models.CharField("prénom", max_length=80, blank=True)
    date_naissance = models.DateField("date de naissance", null=True, blank=True)
    etat = models.CharField("état", max_length=8, choices=EtatPersonne)
    intervenant = models.ForeignKey(Intervenant, models.CASCADE, null=True, blank=True, related_name="chez_partenaires")
    vue_le = models.DateTimeField("nommée le", default=maintenant)
    decidee_par = models.CharField("décidée par", max_length=60, blank=True)

    class Meta:
        verbose_name = "personne nommée par une autre académie"
        constraints = [
            models.UniqueConstraint(
                fields=["partenaire", "empreinte"], condition=~Q(empreinte=""), name="personne_externe_empreinte"
            ),
            models.UniqueConstraint(
                fields=["partenaire", "nom", "prenom", "date_naissance"],
                condition=Q(empreinte="") & ~Q(nom=""),
                nulls_distinct=False,
                name="personne_externe_identite",
            ),
            models.CheckConstraint(
                name="personne_externe_reconnue",
                condition=Q(etat="RECONNUE", intervenant__isnull=False)
                | (~Q(etat="RECONNUE") & Q(intervenant__isnull=True)),
            ),
            models.CheckConstraint(
                name="personne_externe_naissance", condition=jours_bornes("date_naissance", premier=PREMIERE_NAISSANCE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom} {self.prenom}".strip() or "Personne sans nom"

    @property
    def a_resoudre(self) -> bool:
        """Does it wait for the gestionnaire?"""
        return self.etat in {EtatPersonne.INCONNUE, EtatPersonne.AMBIGUE}


@suivre()
class ConvocationExterne(models.Model):
    """A summons of one of our people by a partner, as it told it last. Withdrawn ones stay, so that an old message is
    recognised. `dossier` and `sequence` are the partner's; `contenu` the « convocation » of the message.
    """

    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="convocations", db_index=False)
    dossier = models.BigIntegerField("dossier")
    personne = models.ForeignKey(PersonneExterne, models.PROTECT, related_name="convocations")
    sequence = models.PositiveIntegerField("séquence")
    retiree = models.BooleanField("retirée", default=False)
    contenu = models.JSONField("convocation", null=True, blank=True)
    condense = models.CharField("condensé", max_length=32)
    recue_le = models.DateTimeField("reçue le", default=maintenant)

    class Meta:
        verbose_name = "convocation par une autre académie"
        constraints = [
            models.UniqueConstraint(fields=["partenaire", "dossier"], name="convocation_externe_unique"),
            models.CheckConstraint(
                name="convocation_externe_contenu", condition=Q(retiree=True) | Q(contenu__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partenaire_id}/{self.dossier}"


@suivre()
class Rattachement(models.Model):
    """Somebody known here whose home is a partner, which names them by `reference` (found by a search there).

    Those posted in a school of a partner need no row: their NUMEN, hashed, names them.
    """

    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="rattachements")
    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="rattachements")
    reference = models.UUIDField("référence chez le partenaire")

    class Meta:
        verbose_name = "rattachement à une autre académie"
        constraints = [
            models.UniqueConstraint(fields=["intervenant", "partenaire"], name="rattachement_unique"),
            models.UniqueConstraint(fields=["partenaire", "reference"], name="rattachement_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.intervenant_id} chez {self.partenaire_id}"


class DossierTransmis(models.Model):
    """What a partner was last told of an affectation (its key, in a higher room): one row a partner and affectation."""

    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="dossiers_transmis", db_index=False)
    affectation = models.BigIntegerField("affectation")
    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="+")
    sequence = models.PositiveIntegerField("séquence")
    retiree = models.BooleanField("retirée", default=False)
    condense = models.CharField("condensé", max_length=32)
    deposee_le = models.DateTimeField("déposée le", default=maintenant)

    class Meta:
        verbose_name = "dossier transmis à une autre académie"
        constraints = [
            models.UniqueConstraint(fields=["partenaire", "affectation"], name="dossier_transmis_unique"),
        ]
        indexes = [models.Index(fields=["affectation"], name="dossier_transmis_affectation")]

    def __str__(self) -> str:
        return f"{self.affectation} → {self.partenaire_id}"
