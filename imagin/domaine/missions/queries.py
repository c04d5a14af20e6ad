"""Reads of missions, from the caller's centre."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from imagin.domaine.missions.enums import OrigineDate, SourceDates
from imagin.domaine.missions.models import Commission, DateCommission, DateFixee, DateMission, Mission, SessionExamen
from imagin.domaine.missions.racines import visibles
from imagin.domaine.missions.rules import (
    HEURE_DEBUT,
    HEURE_FIN,
    CreneauDuJour,
    attentes,
    natures_avec,
)
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.referentiel.models import Examen
from imagin.domaine.referentiel.racines import communs

M = TypeVar("M", bound=Mission)  # a mission, whatever has been read with it
ANNEES_AVANT, ANNEES_APRES = 3, 1


@dataclass(frozen=True)
class ChoixMissions:
    """What the filters « Année » and « Examen » (codes) keep, both of the exam session; none chosen keeps all.

    Guide: G4.1-02.
    """

    annees: Collection[int] = ()
    examens: Collection[str] = ()

    def parmi(self, missions: QuerySet[M]) -> QuerySet[M]:
        """Those of these missions that the choice keeps."""
        if self.annees:
            missions = missions.filter(session__annee__in=self.annees)
        return missions.filter(session__examen__in=self.examens) if self.examens else missions

    def garde(self, session: SessionExamen) -> bool:
        """Say whether the choice keeps a session read already."""
        return (not self.annees or session.annee in self.annees) and (
            not self.examens or session.examen_id in self.examens
        )


TOUTES = ChoixMissions()


def est_centre(colonne_etablissement: str) -> Exists:
    """Condition « missions take place in that établissement », on a column of the outer query."""
    return Exists(Mission.objects.filter(centre=OuterRef(colonne_etablissement), retiree_le__isnull=True))


def missions_du_centre(perimetre: Perimetre) -> QuerySet[Mission]:
    """Missions that take place in the caller's établissement, withdrawn ones left out.

    Raises AccesRefuse when the caller acts for none.
    """
    perimetre.exiger_etablissement()
    return visibles(perimetre)


def missions_a_convoquer(perimetre: Perimetre) -> QuerySet[Mission]:
    """Those to which the caller may summon.

    A centre: session open, and targeted or of the families open from the start. A gestionnaire, who opens them to
    centres: all that they see.

    Guide: G4.2-01, GG-03.
    """
    if perimetre.role != Role.ETABLISSEMENT:
        perimetre.exiger_gestion()
        return visibles(perimetre)
    return missions_du_centre(perimetre).filter(
        Q(ciblee=True) | Q(type__nature__in=natures_avec(ouverte_d_office=True)), session__ouverte=True
    )


def annees_proposees(jour: date) -> list[int]:
    """Years of exam sessions that filters offer: current − 3 … current + 1.

    Guide: G4.1-02.
    """
    return list(range(jour.year - ANNEES_AVANT, jour.year + ANNEES_APRES + 1))


def examens_de(missions: QuerySet[Mission]) -> QuerySet[Examen]:
    """Exams of these missions, for the filter « Examen »."""
    return communs(Examen).filter(sessions__missions__in=missions).distinct().order_by("code")


def avec_libelles(missions: QuerySet[M]) -> QuerySet[M]:
    """Missions with what their labels need, in one query."""
    return missions.select_related("session__examen", "specialite", "epreuve_option", "type", "centre")


def avec_organisation(missions: QuerySet[M]) -> QuerySet[M]:
    """Missions with dates, commissions (and their dates), jurys and salles, in order."""
    return missions.prefetch_related(
        Prefetch("dates", DateMission.objects.order_by("jour")),
        Prefetch("commissions", Commission.objects.order_by("code").prefetch_related("dates")),
        "jurys",
        "salles",
        Prefetch("dates_fixees", DateFixee.objects.order_by("jour")),
    ).select_related("saisie")


def creneaux_proposes(mission: Mission, commission: Commission | None) -> list[CreneauDuJour]:
    """Dates that the calendar offers, by day: the gestionnaire's, else the commission's when one is chosen, else all.

    Reads what `avec_organisation` has loaded.

    Guide: G4.2-09, G4.2-10.
    """
    if attentes(mission).dates == SourceDates.GESTIONNAIRE:
        return _fixes(mission, OrigineDate.GESTIONNAIRE)
    dates: list[DateMission | DateCommission] = list((commission or mission).dates.all())
    return sorted(
        (CreneauDuJour(d.jour, d.heure_debut or HEURE_DEBUT, d.heure_fin or HEURE_FIN) for d in dates),
        key=lambda c: c.jour,
    )


def creneaux_possibles(mission: Mission) -> dict[date, CreneauDuJour]:
    """Every day that the calendar may offer, of the mission or of each of its commissions, with the hours proposed."""
    choix = [creneau for c in mission.commissions.all() for creneau in creneaux_proposes(mission, c)]
    return {creneau.jour: creneau for creneau in choix or creneaux_proposes(mission, None)}


def saisie_de(mission: Mission) -> tuple[list[CreneauDuJour], str] | None:
    """Dates still possible and observation that the centre carried to the next convocations; None when it did not.

    Reads what `avec_organisation` has loaded.

    Guide: G4.2-12.
    """
    saisie = getattr(mission, "saisie", None)
    if saisie is None or not attentes(mission).report_de_saisie:
        return None
    possibles = creneaux_possibles(mission)
    return [c for c in _fixes(mission, OrigineDate.CENTRE) if c.jour in possibles], saisie.observation


def missions_de_profils(perimetre: Perimetre, mission: Mission) -> QuerySet[Mission]:
    """Missions of the centre that, with `mission`, share out the profiles of an épreuve: same session, same nature.

    Guide: G4.2-14.
    """
    memes = missions_du_centre(perimetre).filter(session=mission.session_id, specialite=mission.specialite_id)
    return memes.filter(type__nature=mission.type.nature).select_related("epreuve_option")


def _fixes(mission: Mission, origine: OrigineDate) -> list[CreneauDuJour]:
    return [
        CreneauDuJour(d.jour, d.heure_debut, d.heure_fin) for d in mission.dates_fixees.all() if d.origine == origine
    ]
