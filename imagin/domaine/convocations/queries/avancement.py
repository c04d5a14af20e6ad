"""Progress of the assignment: needed, affected, summoned, missing; of a mission, and of several."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypedDict

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from imagin.domaine.convocations.enums import EtatAffectation
from imagin.domaine.convocations.models import Affectation, en_vigueur
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import ChoixMissions, avec_libelles, missions_a_convoquer
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.lignes import Avec


class Effectifs(TypedDict):
    """Numbers of people of a mission: all who are affected, and those of them who are summoned (« Nbr itv. »)."""

    nb_affectes: int
    nb_convoques: int


MissionSuivie = Avec[Mission, Effectifs]


@dataclass(frozen=True)
class Avancement:
    """Numbers of people. `affectes` counts the summoned too; `attendus` is None when CYCLADES does not say.

    Guide: G1.1-03.
    """

    attendus: int | None
    affectes: int
    convoques: int
    manquants: int

    @classmethod
    def de(cls, mission: MissionSuivie) -> Self:
        """Of one mission."""
        manquants = max(0, (mission.nb_attendus or 0) - mission.nb_affectes)
        return cls(mission.nb_attendus, mission.nb_affectes, mission.nb_convoques, manquants)

    @classmethod
    def total(cls, missions: Iterable[MissionSuivie]) -> Self:
        """Of all these: people too many on one mission do not fill the others."""
        parts = [cls.de(mission) for mission in missions]
        return cls(
            sum(part.attendus or 0 for part in parts),
            sum(part.affectes for part in parts),
            sum(part.convoques for part in parts),
            sum(part.manquants for part in parts),
        )


def avec_avancement(missions: QuerySet[Mission]) -> QuerySet[MissionSuivie]:
    """Adds what `Avancement` counts.

    Guide: G1.1-03, GX-01.
    """
    return missions.annotate(
        nb_affectes=_compter(~Q(etat=EtatAffectation.ANNULEE)),
        nb_convoques=_compter(en_vigueur()),
    )


def missions_et_avancement(perimetre: Perimetre, *, choix: ChoixMissions) -> QuerySet[MissionSuivie]:
    """Missions to which the centre may summon, as chosen, by start, with labels and progress.

    Guide: G4.2-01, G1.1-03.
    """
    missions = choix.parmi(missions_a_convoquer(perimetre))
    return avec_avancement(avec_libelles(missions)).order_by("date_debut", "numero")


def _compter(condition: Q) -> Coalesce:
    """The number of affectations of the outer mission that meet a condition; people withdrawn are left out."""
    lignes = Affectation.objects.filter(condition, mission=OuterRef("pk")).presents().order_by().values("mission")
    return Coalesce(Subquery(lignes.annotate(nombre=Count("pk")).values("nombre")), 0)
