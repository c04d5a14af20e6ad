"""What is owed to whom, and how far its payment is."""

from django.db import models
from django.db.models import Q

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.frais.enums import EtatTraitement, Genre
from imagin.domaine.personnes.models import Intervenant
from imagin.socle.traces.suivi import suivre


@suivre(creations=False)
class EtatFrais(models.Model):
    """An état de frais: of an affectation, or of a share of a centre's indemnity.

    `montant` in euros is the estimate until it is validated, the amount owed from then on; None while nothing allows to
    compute it. Allowed moves and locks are held by the database too (migration 0002).
    """

    genre = models.CharField("genre", max_length=9, choices=Genre)
    beneficiaire = models.ForeignKey(Intervenant, models.PROTECT, related_name="etats_de_frais")
    affectation = models.OneToOneField(Affectation, models.PROTECT, related_name="etat_de_frais", null=True, blank=True)
    libelle = models.CharField("objet", max_length=160, blank=True)
    etat = models.CharField("état", max_length=10, choices=EtatTraitement, default=EtatTraitement.INITIALISE)
    montant = models.DecimalField("montant", max_digits=9, decimal_places=2, null=True, blank=True)
    motif = models.CharField("motif du rejet ou de l'annulation", max_length=200, blank=True)
    change_le = models.DateTimeField("changé le")
    change_par = models.CharField("changé par", max_length=60)

    class Meta:
        verbose_name = "état de frais"
        constraints = [
            models.CheckConstraint(
                name="etat_frais_objet",
                condition=Q(genre=Genre.MISSION, affectation__isnull=False)
                | Q(genre=Genre.INDEMNITE, affectation__isnull=True),
            ),
            models.CheckConstraint(name="etat_frais_montant", condition=Q(montant__isnull=True) | Q(montant__gte=0)),
            models.CheckConstraint(name="etat_frais_etat", condition=Q(etat__in=EtatTraitement.values)),
        ]
        indexes = [models.Index(fields=["etat", "genre"], name="etat_frais_etat_genre")]

    def __str__(self) -> str:
        return f"{self.pk} : {self.get_etat_display()}"
