"""When a person cannot be summoned."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.domaine.disponibilites.rules import LONGUEUR_MOTIF, ConvocationAilleurs, Dates, Declarant, dates_affichees
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.referentiel.models import Etablissement
from imagin.socle.temps import plages_bornees
from imagin.socle.traces.suivi import suivre


@suivre()
class Indisponibilite(models.Model):
    """A period, half open, when a person is not available, with its motif and who declared it."""

    intervenant = models.ForeignKey(Intervenant, models.CASCADE, related_name="indisponibilites")
    periode = DateTimeRangeField("période")
    motif = models.CharField("motif", max_length=LONGUEUR_MOTIF)
    source = models.CharField("source", max_length=8, choices=SourceIndisponibilite)
    etablissement = models.ForeignKey(Etablissement, models.PROTECT, null=True, blank=True)
    ailleurs = models.JSONField(
        "convocation d'une autre académie", null=True, blank=True, help_text="champs de ConvocationAilleurs"
    )
    # `db_default`: imports write these rows without naming what is not theirs.
    dossier = models.CharField(
        "dossier d'une autre académie", max_length=30, blank=True, db_default="", help_text="« siec:1234 »"
    )

    class Meta:
        verbose_name = "indisponibilité"
        constraints = [
            models.CheckConstraint(
                name="indisponibilite_bornee",
                condition=Q(periode__isempty=False, periode__lower_inf=False, periode__upper_inf=False),
            ),
            models.CheckConstraint(name="indisponibilite_limites", condition=plages_bornees("periode")),
            models.UniqueConstraint(
                fields=["intervenant", "periode", "motif", "source", "etablissement", "dossier"],
                name="indisponibilite_identique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="indisponibilite_declarant",
                condition=Q(source="ETAB", etablissement__isnull=False)
                | (~Q(source="ETAB") & Q(etablissement__isnull=True)),
            ),
            models.CheckConstraint(
                name="indisponibilite_ailleurs", condition=Q(ailleurs__isnull=True) | Q(source="ACADEMIE")
            ),
            models.CheckConstraint(name="indisponibilite_dossier", condition=Q(dossier="") | Q(source="ACADEMIE")),
        ]
        indexes = [
            GistIndex(fields=["intervenant", "periode"], name="indisponibilite_periode"),
            models.Index(fields=["dossier"], name="indisponibilite_du_dossier", condition=~Q(dossier="")),
        ]

    def __str__(self) -> str:
        return f"{self.intervenant} : {self.motif}"

    @property
    def declarant(self) -> Declarant:
        """Who declared it, hence who may take it back (G3.2-03)."""
        return Declarant(SourceIndisponibilite(self.source), self.etablissement_id)

    @property
    def origine(self) -> str:
        """Who declared it, in words: the établissement's name, or the system."""
        return str(self.etablissement or SourceIndisponibilite(self.source).label)

    @property
    def convocation(self) -> ConvocationAilleurs | None:
        """The convocation of another académie that it comes from, when that académie told (G3.1-07)."""
        if self.ailleurs is None:
            return None
        return ConvocationAilleurs(**{**self.ailleurs, "dates": tuple(self.ailleurs["dates"])})

    @property
    def dates(self) -> Dates:
        """Its two ends as screens write them."""
        return dates_affichees(self.periode)
