"""What is owed to whom, and how far its payment is."""

from django.db import models
from django.db.models import Q

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.enums import EtatTraitement, GenreEtatFrais
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.traces.suivi import suivre


@suivre()
class LotFinance(models.Model):
    """États de frais sent together to the finance system, once: how many, and their sum in euros (control total)."""

    nombre = models.PositiveIntegerField("nombre d'états de frais")
    total = models.DecimalField("total de contrôle", max_digits=12, decimal_places=2)
    cree_le = models.DateTimeField("créé le")
    cree_par = models.CharField("créé par", max_length=60)
    depose_le = models.DateTimeField("déposé le", null=True, blank=True)

    class Meta:
        verbose_name = "lot de liquidation"
        constraints = [models.CheckConstraint(name="lot_finance_nombre", condition=Q(nombre__gt=0))]

    def __str__(self) -> str:
        return f"lot {self.pk}"


@suivre(creations=False)
class EtatFrais(models.Model):
    """An état de frais: of an affectation, or of a share of a centre's indemnity.

    `montant` in euros is the estimate until it is validated, the amount owed from then on; None while nothing allows to
    compute it. Allowed moves and locks are held by the database too (migration 0002).
    """

    genre = models.CharField("genre", max_length=9, choices=GenreEtatFrais)
    beneficiaire = models.ForeignKey(Intervenant, models.PROTECT, related_name="etats_de_frais")
    affectation = models.OneToOneField(Affectation, models.PROTECT, related_name="etat_de_frais", null=True, blank=True)
    libelle = models.CharField("objet", max_length=160, blank=True)
    etat = models.CharField("état", max_length=10, choices=EtatTraitement, default=EtatTraitement.INITIALISE)
    montant = models.DecimalField("montant", max_digits=9, decimal_places=2, null=True, blank=True)
    motif = models.CharField("motif du rejet ou de l'annulation", max_length=200, blank=True)
    lot = models.ForeignKey(LotFinance, models.PROTECT, related_name="etats", null=True, blank=True)
    change_le = models.DateTimeField("changé le")
    change_par = models.CharField("changé par", max_length=60)

    class Meta:
        verbose_name = "état de frais"
        constraints = [
            models.CheckConstraint(
                name="etat_frais_objet",
                condition=Q(genre=GenreEtatFrais.MISSION, affectation__isnull=False)
                | Q(genre=GenreEtatFrais.INDEMNITE, affectation__isnull=True),
            ),
            models.CheckConstraint(name="etat_frais_montant", condition=Q(montant__isnull=True) | Q(montant__gte=0)),
            # What is sent or paid belongs to one batch and is worth something.
            models.CheckConstraint(
                name="etat_frais_dans_un_lot",
                condition=~Q(etat__in=["TRANSMIS", "ACCEPTE"]) | Q(lot__isnull=False, montant__isnull=False),
            ),
            models.CheckConstraint(name="etat_frais_etat", condition=Q(etat__in=EtatTraitement.values)),
        ]
        indexes = [models.Index(fields=["etat", "genre"], name="etat_frais_etat_genre")]

    def __str__(self) -> str:
        return f"{self.pk} : {self.get_etat_display()}"
