"""Accounts, delegations, and which activities the examinations service has opened."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from imagin.domaine.acces.enums import FinConnexion, Fonction, NatureSecurite, SourceDelegation
from imagin.domaine.acces.rules import INACTIVITE
from imagin.domaine.referentiel.enums import Categorie
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.temps import jours_bornes, maintenant
from imagin.socle.traces.suivi import suivre


class Comptes(BaseUserManager["Compte"]):
    """Accounts are found by their identifier, whose case matters (G2.1-01)."""

    def get_by_natural_key(self, username: str | None) -> "Compte":
        return self.get(identifiant=username)


@suivre()
class Compte(AbstractBaseUser):
    """A person who may sign in, by a personal identifier."""

    identifiant = models.CharField("identifiant", max_length=60, unique=True)
    nom = models.CharField("nom", max_length=80)
    prenom = models.CharField("prénom", max_length=80)
    mel = models.EmailField("mél", blank=True)
    est_gestionnaire = models.BooleanField("gestionnaire", default=False)
    examens = ArrayField(
        models.CharField(max_length=3),
        verbose_name="examens d'un gestionnaire",
        default=list,
        blank=True,
        help_text="codes ; vide : tous ceux de l'académie",
    )
    est_administrateur = models.BooleanField("administrateur", default=False)
    is_active = models.BooleanField("actif", default=True)
    reglages = models.JSONField("réglages d'accessibilité", default=dict, blank=True)
    doit_changer = models.BooleanField("doit changer de mot de passe", default=False)

    USERNAME_FIELD = "identifiant"
    EMAIL_FIELD = "mel"
    REQUIRED_FIELDS = ["nom", "prenom"]
    objects = Comptes()

    class Meta:
        verbose_name = "compte"

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}"


@suivre()
class Identite(models.Model):
    """How a guichet or a portal knows the holder of an account. Such an account has no password here."""

    compte = models.ForeignKey(Compte, models.CASCADE, related_name="identites")
    emetteur = models.CharField("émetteur", max_length=200)
    sujet = models.CharField("sujet", max_length=255)

    class Meta:
        verbose_name = "identité reçue"
        constraints = [models.UniqueConstraint(fields=["emetteur", "sujet"], name="identite_unique")]

    def __str__(self) -> str:
        return f"{self.compte} par {self.emetteur}"


@suivre()
class Delegation(models.Model):
    """The right of an account to act for an établissement, between two dates (G2.1-04)."""

    compte = models.ForeignKey(Compte, models.CASCADE, related_name="delegations")
    etablissement = models.ForeignKey(Etablissement, models.PROTECT, related_name="delegations")
    fonction = models.CharField("fonction", max_length=8, choices=Fonction)
    date_debut = models.DateField("du")
    date_fin = models.DateField("au", null=True, blank=True, help_text="dernier jour compris ; vide : sans fin")
    source = models.CharField(
        "source", max_length=14, choices=SourceDelegation, default=SourceDelegation.ADMINISTRATION
    )

    class Meta:
        verbose_name = "délégation"
        constraints = [
            models.CheckConstraint(name="delegation_bornee", condition=jours_bornes("date_debut", "date_fin")),
            models.CheckConstraint(
                name="delegation_dates", condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut"))
            ),
            ExclusionConstraint(
                name="delegation_unique_par_periode",
                expressions=[
                    ("compte", RangeOperators.EQUAL),
                    ("etablissement", RangeOperators.EQUAL),
                    ("source", RangeOperators.EQUAL),
                    (
                        Func(
                            "date_debut",
                            "date_fin",
                            models.Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compte} pour {self.etablissement}"


@suivre()
class Ouverture(models.Model):
    """An activity that the gestionnaire has opened: for one établissement, a category, or all (GG-01, G1.3-04)."""

    activite = models.CharField("activité", max_length=40)
    etablissement = models.ForeignKey(Etablissement, models.CASCADE, null=True, blank=True)
    categorie = models.CharField("catégorie", max_length=5, choices=Categorie, blank=True)
    date_debut = models.DateField("du")
    date_fin = models.DateField("au", null=True, blank=True)

    class Meta:
        verbose_name = "ouverture d'activité"
        constraints = [
            models.CheckConstraint(name="ouverture_bornee", condition=jours_bornes("date_debut", "date_fin")),
            models.CheckConstraint(
                name="ouverture_dates", condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut"))
            ),
            models.CheckConstraint(
                name="ouverture_une_portee", condition=Q(etablissement__isnull=True) | Q(categorie="")
            ),
        ]

    def __str__(self) -> str:
        return self.activite


class Connexion(models.Model):
    """Somebody working for an établissement; one at a time (G2.1-03). Rows that ended say who came, when, and how.

    `derniere_activite` is written at most once a minute.
    """

    compte = models.ForeignKey(Compte, models.CASCADE, related_name="connexions")
    etablissement = models.ForeignKey(Etablissement, models.CASCADE, related_name="connexions")
    ouverte_le = models.DateTimeField("ouverte le", default=maintenant)
    derniere_activite = models.DateTimeField("dernière activité", default=maintenant)
    fermee_le = models.DateTimeField("fermée le", null=True, blank=True)
    fin = models.CharField("fin", max_length=8, choices=FinConnexion, blank=True)

    class Meta:
        verbose_name = "connexion"
        constraints = [
            models.UniqueConstraint(
                fields=["etablissement"], condition=Q(fermee_le=None), name="connexion_unique_par_etablissement"
            ),
            models.CheckConstraint(
                name="connexion_fin_si_fermee",
                condition=Q(fermee_le=None, fin="") | (Q(fermee_le__isnull=False) & ~Q(fin="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compte} à {self.etablissement}"

    @property
    def est_silencieuse(self) -> bool:
        """True once 30 minutes have gone by without activity: the session is over, whatever the browser thinks."""
        return maintenant() - self.derniere_activite >= INACTIVITE


class EvenementSecurite(models.Model):
    """A line of the security journal: who did or tried what, from where; never what was typed.

    `identifiant` is that of a known account, or empty; `adresse` the client's; `ecran` a path without its question.
    """

    instant = models.DateTimeField("instant", default=maintenant, db_index=True)
    nature = models.CharField("événement", max_length=14, choices=NatureSecurite)
    identifiant = models.CharField("compte", max_length=60, blank=True)
    uai = models.CharField("établissement", max_length=8, blank=True)
    adresse = models.CharField("adresse", max_length=45, blank=True)
    ecran = models.CharField("écran", max_length=200, blank=True)

    class Meta:
        verbose_name = "événement de sécurité"

    def __str__(self) -> str:
        return f"{self.get_nature_display()} {self.identifiant}".strip()
