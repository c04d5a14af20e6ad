"""Reads of missions to state, from the caller's centre."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TypedDict

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries import affectations_convoquees
from imagin.domaine.convocations.queries.avancement import Effectifs, avec_avancement
from imagin.domaine.convocations.racines import affectations_visibles, creneaux_d
from imagin.domaine.frais.queries import affectations_traitees
from imagin.domaine.missions.models import DateCommission, DateMission, Mission
from imagin.domaine.missions.queries import avec_libelles, avec_organisation, missions_du_centre
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.enums import Remuneration
from imagin.domaine.services_faits.enums import EtatMission, Resultat, Saisie
from imagin.domaine.services_faits.models import Constat, JourneeConstatee
from imagin.domaine.services_faits.racines import constats_d, visibles
from imagin.domaine.services_faits.rules import (
    PAR_REMUNERATION,
    CadreConstat,
    candidats_exiges,
    etat_de,
    saisie_attendue,
)
from imagin.socle.lignes import Avec
from imagin.socle.temps import aujourd_hui, bornes

A_HORAIRES = [paie for paie, saisie in PAR_REMUNERATION.items() if saisie == Saisie.HORAIRES]
A_QUANTITE = [paie for paie, saisie in PAR_REMUNERATION.items() if saisie in {Saisie.COPIES, Saisie.CANDIDATS}]


class Constates(Effectifs):
    """How many are done (stated by the centre, or treated by the gestionnaire), and the last day of the mission."""

    nb_constates: int
    dernier_jour: date


class Traitee(TypedDict):
    """Has the gestionnaire treated it?"""

    traitee: bool


MissionAConstater = Avec[Mission, Constates]
AffectationAConstater = Avec[Affectation, Traitee]


def missions_a_constater(perimetre: Perimetre, *, annees: Collection[int] = ()) -> QuerySet[MissionAConstater]:
    """Missions held in the caller's centre whose services are stated, by start, with what their state is read from.

    `annees`: those that begin in these years; none chosen keeps all.

    Guide: G4.3-01.
    """
    missions = missions_du_centre(perimetre).filter(type__dematerialisee=False, session__examen__concours=False)
    missions = missions.exclude(session__examen__regime__se_constate=False)
    if annees:
        missions = missions.filter(date_debut__year__in=annees)
    return (
        avec_avancement(avec_libelles(missions))
        .annotate(nb_constates=_nb_constates(), dernier_jour=_dernier_jour())
        .filter(Q(nb_convoques__gt=0))
        .order_by("date_debut", "numero")
    )


def mission_a_constater(perimetre: Perimetre, numero: int) -> MissionAConstater | None:
    """One of them, with its dates."""
    missions = avec_organisation(missions_a_constater(perimetre)).select_related("session__examen__regime")
    return missions.filter(numero=numero).first()


def etat_de_la_mission(mission: MissionAConstater) -> EtatMission:
    """Today's state of a mission."""
    return etat_de(
        mission,
        dernier_jour=mission.dernier_jour,
        convoques=mission.nb_convoques,
        constates=mission.nb_constates,
        jour=aujourd_hui(),
    )


def cadre_de(mission: MissionAConstater) -> CadreConstat:
    """What a mission that `mission_a_constater` has read allows today."""
    return CadreConstat(
        saisie=saisie_attendue(mission.type),
        jours=frozenset(_jours(mission)),
        etat=etat_de_la_mission(mission),
        candidats_exiges=candidats_exiges(mission),
        jour=aujourd_hui(),
    )


def affectations_a_constater(perimetre: Perimetre, mission: Mission) -> QuerySet[AffectationAConstater]:
    """People summoned to that mission, with their constat, its hours, and `traitee` by the gestionnaire (4 queries).

    Guide: G4.3-04, G4.3-06.
    """
    journees = Prefetch("constat__journees", JourneeConstatee.objects.order_by("jour"))
    convoquees = affectations_convoquees(perimetre, mission).select_related("constat")
    return _avec_traitee(convoquees.prefetch_related(journees))


def affectations_a_ecrire(
    perimetre: Perimetre, mission: Mission, cles: Collection[int]
) -> QuerySet[AffectationAConstater]:
    """These people summoned to that mission, held in one order for all, with their constat and `traitee`.

    Who comes second waits, and reads what the first wrote.
    """
    siennes = affectations_visibles(perimetre).filter(mission=mission, pk__in=cles)
    tenues = siennes.select_related("intervenant").order_by("pk").select_for_update(of=("self",))
    return _avec_traitee(tenues)


def _avec_traitee(affectations: QuerySet[Affectation]) -> QuerySet[AffectationAConstater]:
    return affectations.annotate(traitee=Exists(affectations_traitees().filter(pk=OuterRef("pk"))))


def minutes_convoquees(affectations: Collection[Affectation]) -> dict[int, int]:
    """Minutes that each of these affectations (its key) is summoned for (1 query)."""
    sommes: dict[int, int] = {}
    for cle, plage in creneaux_d(affectations).values_list("affectation", "plage"):
        debut, fin = bornes(plage)
        sommes[cle] = sommes.get(cle, 0) + (fin - debut) // timedelta(minutes=1)
    return sommes


def constats_de(affectations: Collection[Affectation]) -> dict[int, Constat]:
    """The constats of these affectations with their hours, by affectation: read once the affectations are held."""
    constats = constats_d(affectations).prefetch_related("journees")
    return {constat.affectation_id: constat for constat in constats}


def constats_poses(constats: QuerySet[Constat]) -> QuerySet[Constat]:
    """Those of `constats` that say something of the service: a result, or hours by half-day."""
    return constats.filter(~Q(resultat="") | Q(Exists(JourneeConstatee.objects.filter(constat=OuterRef("pk")))))


def services_retenus(perimetre: Perimetre, affectations: Collection[int]) -> dict[int, str]:
    """Affectations (their keys) to missions that the caller sees, held by a constat, with what it says."""
    poses = constats_poses(visibles(perimetre).filter(affectation__in=affectations))
    return {
        affectation: Resultat(resultat).label.lower() if resultat else "horaires notés"
        for affectation, resultat in poses.values_list("affectation", "resultat")
    }


def constat_de(affectation: Affectation) -> Constat | None:
    """The constat of an affectation read by `affectations_a_constater`."""
    return getattr(affectation, "constat", None)


def _jours(mission: Mission) -> set[date]:
    """Days of the mission and of its commissions; its start when CYCLADES gives no date."""
    jours = {d.jour for d in mission.dates.all()}
    jours |= {d.jour for commission in mission.commissions.all() for d in commission.dates.all()}
    return jours or {mission.date_debut}


def _complet() -> Q:
    """Affectations whose service is stated with all that pays it: what `incomplet` says of one, for the database."""
    horaires = Q(mission__type__paiement__in=A_HORAIRES)
    quantites = Q(mission__type__paiement__in=A_QUANTITE)
    heures = Q(mission__type__paiement=Remuneration.SURVEILLANCE)
    du_constat = JourneeConstatee.objects.filter(constat__affectation=OuterRef("pk"))
    return Q(constat__resultat=Resultat.NON_FAIT) | Q(constat__resultat=Resultat.FAIT) & (
        ~(horaires | quantites | heures)
        | horaires & Exists(du_constat)
        | quantites & Q(constat__quantite__isnull=False)
        | heures & Q(constat__minutes__isnull=False)
    )


def _nb_constates() -> Coalesce:
    """How many of those summoned are done: stated by the centre with what pays them, or treated by the gestionnaire."""
    faits = (
        Affectation.objects.filter(mission=OuterRef("pk"))
        .en_vigueur()
        .presents()
        .filter(_complet() | Q(pk__in=affectations_traitees().values("pk")))
        .order_by()
        .values("mission")
        .annotate(nombre=Count("pk"))
        .values("nombre")
    )
    return Coalesce(Subquery(faits), 0)


def _dernier_jour() -> Greatest:
    """The last day of the mission or of one of its commissions."""
    de_mission = DateMission.objects.filter(mission=OuterRef("pk")).order_by().values("mission")
    de_commission = DateCommission.objects.filter(commission__mission=OuterRef("pk")).order_by()
    return Greatest(
        F("date_debut"),
        Subquery(de_mission.annotate(dernier=Max("jour")).values("dernier")),
        Subquery(de_commission.values("commission__mission").annotate(dernier=Max("jour")).values("dernier")),
    )
