"""What the head of a school reads of the missions of their own personnel, wherever these take place."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, DateTimeField, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractYear, Lower, TruncDate
from psycopg.types.range import Range

from imagin.domaine.convocations.enums import EtatAffectation
from imagin.domaine.convocations.models import Affectation, Convocation, Creneau, en_vigueur
from imagin.domaine.convocations.queries.lignes import AffectationDuPersonnel
from imagin.domaine.convocations.racines import affectations_du_personnel_visible, lettres_en_vigueur_d
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import avec_libelles
from imagin.domaine.missions.racines import missions_designees
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import P, personnels
from imagin.socle.lignes import Avec


class DerniereConvocation(TypedDict):
    """When the latest letter of a person was issued; None when there is none."""

    derniere_convocation: datetime | None


PersonneConvoquee = Avec[Intervenant, DerniereConvocation]


def personnels_et_convocations(perimetre: Perimetre) -> QuerySet[PersonneConvoquee]:
    """The caller's personnel by name, each with when their latest letter was issued.

    Only names and discipline are read.

    Guide: G3.1-01.
    """
    emises = (
        Convocation.objects.filter(affectation__intervenant=OuterRef("pk"))
        .filter(en_vigueur("affectation__"))
        .order_by()
        .values("affectation__intervenant")
        .annotate(derniere=Max("emise_le"))
        .values("derniere")
    )
    siens = personnels(perimetre).select_related("discipline").annotate(derniere_convocation=Subquery(emises))
    distinction = ("civilite", "date_naissance", "commune", "reference", "nom_naissance")
    return siens.only("nom", "prenom", "cle", "discipline__libelle", *distinction).order_by("cle", "pk")


def personnel_et_convocation(perimetre: Perimetre, cle: int) -> PersonneConvoquee | None:
    """One of them; None for anybody else."""
    return personnels_et_convocations(perimetre).filter(pk=cle).first()


def convoques_sur(intervenants: QuerySet[P], periode: Range[datetime]) -> QuerySet[P]:
    """Those of these people who are summoned somewhere in a period.

    Guide: G3.1-02.
    """
    creneaux = Creneau.objects.filter(intervenant=OuterRef("pk"), plage__overlap=periode)
    return intervenants.filter(Exists(creneaux.filter(en_vigueur("affectation__"))))


def annees_des_missions(perimetre: Perimetre) -> list[int]:
    """Years in which the caller's personnel have missions, the latest first: what the downloads offer.

    Guide: G3.1-03.
    """
    siennes = _en_cours(perimetre).annotate(annee=ExtractYear("premier_jour")).values_list("annee", flat=True)
    return list(siennes.order_by("-annee").distinct())


def affectations_du_personnel(
    perimetre: Perimetre, *, intervenants: Collection[int], annees: Collection[int]
) -> QuerySet[AffectationDuPersonnel]:
    """Missions of these members of the caller's personnel that begin for them in these years, by date, with labels.

    Affected or summoned; three queries whatever their number.

    Guide: G3.1-04, G3.1-05.
    """
    siennes = _en_cours(perimetre).filter(Q(premier_jour__year__in=annees), intervenant__in=intervenants)
    return _avec_libelles(siennes.order_by("premier_jour", "mission__numero", "pk"))


@dataclass(frozen=True, slots=True)
class LigneMission:
    """A mission of a person, as a line of a spreadsheet needs it: no model is built for each of thousands."""

    intervenant: int
    mission: Mission
    etat: EtatAffectation
    qualite: str
    commission: str
    jury: str
    plages: list[Range[datetime]]


def missions_du_personnel(
    perimetre: Perimetre, *, intervenants: Collection[int], annees: Collection[int]
) -> list[LigneMission]:
    """The same missions as `affectations_du_personnel`, in the same order, as bare lines; two queries.

    Guide: G3.1-03.
    """
    lues = (
        _en_cours(perimetre)
        .filter(Q(premier_jour__year__in=annees), intervenant__in=intervenants)
        .annotate(plages=ArrayAgg("creneaux__plage", filter=Q(creneaux__isnull=False), order_by="creneaux__plage"))
        .order_by("premier_jour", "mission__numero", "pk")
        .values_list("intervenant", "mission", "etat", "qualite__libelle", "commission__code", "jury__code", "plages")
    )
    lignes = list(lues)
    missions = avec_libelles(missions_designees({mission for _, mission, *_ in lignes})).in_bulk()
    return [
        LigneMission(
            personne,
            missions[mission],
            EtatAffectation(etat),
            qualite or "",
            commission or "",
            jury or "",
            plages or [],
        )
        for personne, mission, etat, qualite, commission, jury, plages in lignes
    ]


def affectations_convoquees_de(perimetre: Perimetre, intervenant: int) -> QuerySet[AffectationDuPersonnel]:
    """What a member of the caller's personnel is summoned to, each with its letter in force (`lettre_en_vigueur`).

    Guide: G3.1-06.
    """
    siennes = _en_cours(perimetre).filter(en_vigueur(), intervenant=intervenant)
    lettres = Prefetch("convocations", Convocation.objects.filter(annulee_le__isnull=True))
    siennes = siennes.prefetch_related(lettres)
    return _avec_libelles(siennes.order_by("premier_jour", "pk"))


def a_des_affectations_non_convoquees(perimetre: Perimetre, intervenant: int) -> bool:
    """Is a member of the caller's personnel affected to missions that they are not summoned to yet?

    Guide: G3.1-06.
    """
    return _en_cours(perimetre).filter(intervenant=intervenant, etat=EtatAffectation.AFFECTEE).exists()


def convocation_du_personnel(perimetre: Perimetre, affectation: int) -> Convocation | None:
    """The letter in force of a member of the caller's personnel, when IMAG'IN issued it.

    Guide: G3.1-06.
    """
    return (
        lettres_en_vigueur_d(_en_cours(perimetre).filter(pk=affectation))
        .filter(donnees__isnull=False)
        .select_related("affectation__intervenant", "affectation__mission")
        .first()
    )


def _en_cours(perimetre: Perimetre) -> QuerySet[AffectationDuPersonnel]:
    """Affectations of the caller's personnel, cancelled ones and missions withdrawn by CYCLADES left out."""
    perimetre.exiger_etablissement()
    siennes: QuerySet[Affectation] = affectations_du_personnel_visible(perimetre).en_cours()
    creneaux = Creneau.objects.filter(affectation=OuterRef("pk")).order_by("plage")
    premier = Subquery(
        creneaux.values(jour=TruncDate(Lower("plage", output_field=DateTimeField())))[:1], output_field=DateField()
    )
    return siennes.annotate(premier_jour=Coalesce(premier, F("mission__date_debut")))


def _avec_libelles(affectations: QuerySet[AffectationDuPersonnel]) -> QuerySet[AffectationDuPersonnel]:
    """With mission, qualité, commission, jury, salle, and créneaux in order.

    Missions are read once each, however many people share them.
    """
    return affectations.select_related("qualite", "commission", "jury", "salle").prefetch_related(
        Prefetch("mission", avec_libelles(Mission.objects.all())),
        Prefetch("creneaux", Creneau.objects.order_by("plage")),
    )
