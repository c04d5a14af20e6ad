"""Reads of affectations and convocations, from the caller's centre."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from psycopg.types.range import Range

from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation, Affectations, Convocation, Creneau, en_vigueur
from imagin.domaine.convocations.queries.envois import avec_etat_du_mel
from imagin.domaine.convocations.queries.lignes import AffectationSuivie
from imagin.domaine.convocations.racines import (
    affectations_aux,
    affectations_visibles,
    creneaux_d,
    lettres_designees,
    lettres_visibles,
)
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import (
    TOUTES,
    ChoixMissions,
    avec_libelles,
    avec_organisation,
    creneaux_proposes,
    missions_a_convoquer,
    missions_de_profils,
)
from imagin.domaine.missions.racines import visibles
from imagin.domaine.missions.rules import CreneauDuJour, Profil, attentes_du_type, est_hlp, profils_manquants
from imagin.domaine.perimetre.rules import Perimetre, hors_perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import avec_etablissement_principal, intervenants_actifs, postes_principaux


def mission_a_convoquer(perimetre: Perimetre, numero: int, *, organisee: bool = False) -> Mission | None:
    """The mission `numero` with its labels, when the caller may summon to it; `organisee`: with dates, commissions…"""
    missions = avec_libelles(missions_a_convoquer(perimetre)).filter(numero=numero)
    return (avec_organisation(missions) if organisee else missions).first()


@hors_perimetre("on convoque dans toute l'académie (G4.2-06)")
def intervenants_a_convoquer(perimetre: Perimetre, cles: Collection[int]) -> QuerySet[Intervenant]:
    """These people, by name, with what a letter says of them."""
    return avec_etablissement_principal(intervenants_actifs(perimetre)).filter(pk__in=cles).order_by("cle", "pk")


def creneaux_attendus(mission: Mission, commission: int | None) -> list[CreneauDuJour]:
    """Dates and hours of somebody who does the whole mission, or the whole of a commission."""
    choisie = next((c for c in mission.commissions.all() if c.pk == commission), None)
    return creneaux_proposes(mission, choisie)


def creneaux_de(affectation: Affectation) -> list[CreneauDuJour]:
    """Dates and hours of an affectation, local time, by day."""
    plages = affectation.creneaux.order_by("plage").values_list("plage", flat=True)
    return [CreneauDuJour.de_plage(plage) for plage in plages]


def creneaux_des(affectations: Collection[int]) -> dict[int, list[CreneauDuJour]]:
    """The same for each of these affectations, by key; 1 query."""
    lus: dict[int, list[CreneauDuJour]] = {cle: [] for cle in affectations}
    lignes = creneaux_d(affectations)
    for cle, plage in lignes.values_list("affectation", "plage"):
        lus[cle].append(CreneauDuJour.de_plage(plage))
    return lus


def affectations_convoquees(perimetre: Perimetre, mission: Mission) -> QuerySet[AffectationSuivie]:
    """People summoned to a mission that the caller sees, with what a line of the list needs (2 queries).

    Guide: G4.2-03.
    """
    convoquees = (
        _convoquees(visibles(perimetre)).filter(mission=mission).select_related("intervenant__discipline", "qualite")
    )
    return convoquees.prefetch_related(postes_principaux("intervenant__exercices")).order_by("intervenant__cle", "pk")


def convoquees_par_le_centre(
    perimetre: Perimetre, *, choix: ChoixMissions = TOUTES, periode: Range[datetime] | None = None
) -> QuerySet[AffectationSuivie]:
    """Whom the centre itself summoned, on the missions chosen that it may summon to, with their labels (1 query).

    `periode` keeps who has a créneau in it.

    Guide: G4.2-16, G4.2-18.
    """
    siennes = _convoquees(choix.parmi(missions_a_convoquer(perimetre))).filter(origine=Origine.CENTRE)
    if periode is not None:
        siennes = siennes.filter(Exists(Creneau.objects.filter(affectation=OuterRef("pk"), plage__overlap=periode)))
    return siennes.select_related("mission__session__examen", "mission__type", "mission__epreuve_option").order_by(
        "mission__numero", "intervenant__cle", "pk"
    )


def _convoquees(missions: QuerySet[Mission]) -> QuerySet[AffectationSuivie]:
    """Affectations in force to these missions, with person, place, first créneau and state of the mail."""
    convoquees = affectations_aux(missions).en_vigueur()
    convoquees = convoquees.select_related("intervenant", "commission", "jury", "salle")
    premier = Creneau.objects.filter(affectation=OuterRef("pk")).order_by("plage").values(debut=Lower("plage"))
    return avec_etat_du_mel(convoquees).annotate(premier_creneau=Subquery(premier[:1]))


def profils_a_missionner(perimetre: Perimetre, mission: Mission) -> list[Profil]:
    """Profiles that the mission's épreuve needs and that nobody summoned in the centre has; reads only if it needs any.

    The two parts of the épreuve are often two missions: people summoned to either count.

    Guide: G4.2-14.
    """
    attendus = attentes_du_type(mission).profils
    if not attendus:
        return []
    soeurs = [m for m in missions_de_profils(perimetre, mission) if est_hlp(m.epreuve_option)]
    convoquees = affectations_visibles(perimetre).filter(mission__in=soeurs)
    disciplines = convoquees.filter(intervenant__discipline__isnull=False).order_by().distinct()
    return profils_manquants(attendus, list(disciplines.values_list("intervenant__discipline__libelle", flat=True)))


def affectations_par_cle(perimetre: Perimetre, cles: Collection[int]) -> Affectations:
    """These affectations, in force, to missions that the caller sees, by key; others are left out."""
    return affectations_visibles(perimetre).filter(pk__in=cles).order_by("pk")


def affectation_et_personne(perimetre: Perimetre, cle: int) -> Affectation | None:
    """The affectation `cle`, in force, to a mission that the caller sees, with both its ends; None otherwise."""
    return affectations_par_cle(perimetre, [cle]).select_related("mission", "intervenant").first()


def convocations_du_centre(
    perimetre: Perimetre, *, affectations: Collection[int] | None = None
) -> QuerySet[Convocation]:
    """Convocations in force that the centre made itself, by mission and name: the only ones it prints and mails.

    `affectations` narrows them; None keeps them all.

    Guide: G4.2-05.
    """
    perimetre.exiger_etablissement()
    siennes = (
        lettres_visibles(perimetre)
        .filter(en_vigueur("affectation__"), annulee_le__isnull=True, affectation__origine=Origine.CENTRE)
        .select_related("affectation__intervenant", "affectation__mission")
        .order_by("affectation__mission__numero", "affectation__intervenant__cle", "pk")
    )
    return siennes if affectations is None else siennes.filter(affectation__in=affectations)


def convocation_du_centre(perimetre: Perimetre, affectation: int) -> Convocation | None:
    """That of an affectation (its key); None when the centre did not make it."""
    return convocations_du_centre(perimetre, affectations=[affectation]).first()


class LettreNommee(NamedTuple):
    """A letter, whose it is, and for which mission: its number and the sigle of its exam."""

    mission: int
    sigle: str
    nom: str
    prenom: str
    donnees: dict[str, Any]


def lettres_du_centre(
    perimetre: Perimetre, *, mission: Mission | None = None, affectations: Collection[int] | None = None
) -> Iterator[LettreNommee]:
    """Letters in force that the centre issued, by mission and name, read as they are asked for.

    `mission` and `affectations` narrow them; None keeps them all.
    """
    convocations = convocations_du_centre(perimetre, affectations=affectations)
    if mission is not None:
        convocations = convocations.filter(affectation__mission=mission)
    personne, de_mission = "affectation__intervenant", "affectation__mission"
    lignes = convocations.select_related(None).values_list(
        f"{de_mission}__numero",
        f"{de_mission}__session__examen__sigle",
        f"{personne}__nom",
        f"{personne}__prenom",
        "donnees",
    )
    return map(LettreNommee._make, lignes.iterator(chunk_size=100))


def convocations_a_envoyer(cles: Collection[int]) -> QuerySet[Convocation]:
    """These convocations with person and centre, by name, for the mail that carries them.

    Without those of people whom their source has withdrawn: nobody writes to them any more.
    """
    return (
        lettres_designees(cles)
        .filter(affectation__intervenant__retire_le=None)
        .select_related("affectation__intervenant", "affectation__mission__centre")
        .order_by("affectation__intervenant__cle", "pk")
    )
