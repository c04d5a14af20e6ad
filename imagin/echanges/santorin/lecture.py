"""What the connector reads, set by set."""

from collections.abc import Collection, Iterator
from typing import TypedDict

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau, en_vigueur
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.queries import postes_principaux
from imagin.echanges.santorin.composition import role
from imagin.socle.envois.models import Envoi
from imagin.socle.lignes import Avec

TAILLE_DU_LOT = 500


class DeNous(TypedDict):
    """Is a convocation of ours in force? What another system issued, it has handed over itself."""

    a_nous: bool


AffectationComparee = Avec[Affectation, DeNous]


def a_comparer(cles: Collection[int]) -> QuerySet[AffectationComparee]:
    """These affectations with all that a message says, locked until the end of the transaction (3 queries)."""
    en_vigueur = Convocation.objects.filter(affectation=OuterRef("pk"), annulee_le__isnull=True, reprise=False)
    affectations: QuerySet[Affectation] = Affectation.objects.filter(pk__in=cles)
    return (
        affectations.select_related(
            "mission__session",
            "mission__specialite",
            "mission__epreuve_option",
            "mission__type",
            "mission__centre",
            "intervenant",
            "qualite",
            "commission",
            "jury",
        )
        .prefetch_related(
            Prefetch("creneaux", Creneau.objects.order_by("plage")),
            postes_principaux("intervenant__exercices"),
        )
        .annotate(a_nous=Exists(en_vigueur))
        .order_by("pk")
        .select_for_update(of=("self",))
    )


def transmises(affectations: QuerySet[Affectation]) -> QuerySet[Affectation]:
    """Those of which SANTORIN has been told something."""
    return affectations.filter(Exists(Envoi.objects.filter(objet_type=ObjetEnvoi.SANTORIN, objet_id=OuterRef("pk"))))


def lots_a_rapprocher() -> Iterator[list[int]]:
    """Keys of all that SANTORIN knows or should know of the open sessions, a lot at a time, in order."""
    ouvertes = Mission.objects.filter(session__ouverte=True).select_related("type", "epreuve_option")
    missions = [mission.pk for mission in ouvertes.iterator() if role(mission)]
    affectations = Affectation.objects.filter(mission__session__ouverte=True).order_by("pk")
    a_connaitre = en_vigueur() & Q(mission__in=missions)
    for suspectes in (affectations.filter(a_connaitre), transmises(affectations).exclude(a_connaitre)):
        dernier = 0
        while lot := list(suspectes.filter(pk__gt=dernier).values_list("pk", flat=True)[:TAILLE_DU_LOT]):
            yield lot
            dernier = lot[-1]
