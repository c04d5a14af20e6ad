"""Convocations that something contradicts: why, since when, and what was decided of them."""

from django.db import models
from django.db.models import Q

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.revisions.enums import EtatRevision, MotifRevision
from imagin.domaine.revisions.rules import LONGUEUR_MOTIF_GARDE
from imagin.socle.imports.models import Import
from imagin.socle.temps import instants_bornes
from imagin.socle.traces.suivi import suivre


@suivre()
class Revision(models.Model):
    """One reason why a convocation is « à revoir ». `objet` tells two of the same reason apart (the day, the code).

    `avant` and `apres` hold what was true when the person was summoned and what is now; `phrase` says it in French.
    """

    affectation = models.ForeignKey(Affectation, models.PROTECT, related_name="revisions", db_index=False)
    motif = models.CharField("motif", max_length=10, choices=MotifRevision)
    objet = models.CharField("objet", max_length=60, blank=True)
    phrase = models.CharField("ce qui a changé", max_length=300)
    avant = models.JSONField("avant", default=dict)
    apres = models.JSONField("après", default=dict)
    cause = models.CharField("cause", max_length=60, help_text="« import cyclades »")
    rapport = models.ForeignKey(Import, models.SET_NULL, null=True, blank=True, related_name="+")
    marquee_le = models.DateTimeField("marquée le")
    etat = models.CharField("état", max_length=8, choices=EtatRevision, default=EtatRevision.A_REVOIR)
    close_le = models.DateTimeField("close le", null=True, blank=True)
    close_par = models.CharField("close par", max_length=60, blank=True)
    motif_garde = models.CharField("pourquoi la garder", max_length=LONGUEUR_MOTIF_GARDE, blank=True)

    class Meta:
        verbose_name = "révision"
        constraints = [
            models.UniqueConstraint(
                fields=["affectation", "motif", "objet"], condition=Q(etat="A_REVOIR"), name="revision_une_ouverte"
            ),
            models.CheckConstraint(
                name="revision_close",
                condition=Q(etat="A_REVOIR", close_le__isnull=True) | (~Q(etat="A_REVOIR") & Q(close_le__isnull=False)),
            ),
            models.CheckConstraint(name="revision_gardee", condition=~Q(etat="GARDEE") | ~Q(motif_garde="")),
            models.CheckConstraint(name="revision_dates", condition=instants_bornes("marquee_le", "close_le")),
        ]
        indexes = [models.Index(fields=["affectation", "etat"], name="revision_affectation_etat")]

    def __str__(self) -> str:
        return f"{self.affectation_id} : {self.phrase}"
