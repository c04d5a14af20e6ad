"""Reads of « Consultation des missions »: missions that have convocations, and who is summoned."""

from collections.abc import Collection

from django.db.models import Exists, Min, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Lower

from imagin.domaine.convocations.models import Affectation, Convocation, Creneau
from imagin.domaine.convocations.queries.avancement import MissionSuivie, avec_avancement
from imagin.domaine.convocations.queries.lignes import AffectationConvoquee
from imagin.domaine.convocations.racines import affectations_visibles, lettres_visibles
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import TOUTES, ChoixMissions, avec_libelles
from imagin.domaine.missions.racines import visibles
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.queries import postes_principaux


def missions_convoquees(perimetre: Perimetre, *, choix: ChoixMissions = TOUTES) -> QuerySet[MissionSuivie]:
    """Missions that the caller sees and that have convocations, by number, with labels and progress.

    Guide: G4.1-01.
    """
    convoquees = Affectation.objects.filter(mission=OuterRef("pk")).en_vigueur()
    missions = choix.parmi(visibles(perimetre).filter(Exists(convoquees)))
    return avec_avancement(avec_libelles(missions)).order_by("numero")


def mission_convoquee(perimetre: Perimetre, numero: int) -> MissionSuivie | None:
    """One of them; None for any other."""
    return missions_convoquees(perimetre).filter(numero=numero).first()


def intervenants_convoques(perimetre: Perimetre, missions: Collection[Mission]) -> QuerySet[AffectationConvoquee]:
    """Who is summoned to these missions, among those that the caller sees, by name (3 queries, créneaux included).

    Each with its person's posting.

    Guide: G4.1-04, G4.1-05.
    """
    lettres = Convocation.objects.filter(
        affectation=OuterRef("pk"), annulee_le__isnull=True, donnees__isnull=False, reprise=False
    )
    convoquees: QuerySet[Affectation] = affectations_visibles(perimetre).filter(mission__in=missions)
    return (
        convoquees.select_related("intervenant", "mission", "qualite", "commission", "jury", "salle")
        .prefetch_related(
            postes_principaux("intervenant__exercices"),
            Prefetch("creneaux", Creneau.objects.order_by("plage")),
        )
        .annotate(premier_creneau=Min(Lower("creneaux__plage")), a_une_lettre=Exists(lettres))
        .order_by("intervenant__cle", "pk")
    )


def affectation_convoquee(perimetre: Perimetre, cle: int) -> Affectation | None:
    """The affectation in force `cle` to a mission that the caller sees, with its créneaux; None otherwise.

    Guide: G4.1-05.
    """
    return (
        affectations_visibles(perimetre)
        .filter(pk=cle)
        .select_related("intervenant", "mission", "qualite", "commission", "jury", "salle")
        .prefetch_related(Prefetch("creneaux", Creneau.objects.order_by("plage")))
        .first()
    )


def duplicata(perimetre: Perimetre, affectation: Affectation) -> Convocation | None:
    """The convocation in force as issued; None when another system issued it and keeps its letter.

    Guide: G4.1-05.
    """
    siennes = lettres_visibles(perimetre).filter(affectation=affectation, annulee_le__isnull=True)
    return siennes.filter(donnees__isnull=False, reprise=False).select_related("affectation__intervenant").first()
