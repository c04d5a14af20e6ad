"""What may be stated of a service, on which mission, when. Refusals are phrases that a line of the grid shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from imagin.domaine.referentiel.enums import Remuneration
from imagin.domaine.services_faits.enums import EtatMission, Resultat, Saisie
from imagin.domaine.services_faits.rules.journees import Journee, minutes_de, refus_des_heures_de
from imagin.socle.temps import date_courte, ecrire_duree

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.referentiel.models import TypeMission

MAX_QUANTITE = 999
JOURS_AUTOUR = 7  # how far from the mission's dates somebody may have worked for it
MAX_HEURES = 999
MAX_MINUTES = MAX_HEURES * 60
MINUTES_PAR_JOUR = 24 * 60

PAR_REMUNERATION = {
    Remuneration.ECRITE: Saisie.COPIES,
    Remuneration.ORALE: Saisie.CANDIDATS,
    Remuneration.VAE: Saisie.CANDIDATS,
    Remuneration.PRATIQUE: Saisie.HORAIRES,
    Remuneration.SPORTIVE: Saisie.HORAIRES,
    Remuneration.SURVEILLANCE: Saisie.HEURES,
}
SE_CONSTATENT_EN_COURS = frozenset({Remuneration.PRATIQUE, Remuneration.SPORTIVE})
QUOI = {Saisie.COPIES: "de copies", Saisie.CANDIDATS: "de candidats"}
A_DONNER = {
    Saisie.COPIES: "Donnez le nombre de copies, ou 0 s'il n'y en a pas : sans lui, rien ne sera payé.",
    Saisie.CANDIDATS: "Donnez le nombre de candidats, ou 0 s'il n'y en a pas eu : sans lui, rien ne sera payé.",
    Saisie.HEURES: "Donnez le nombre d'heures effectuées, ou 0 s'il n'y en a pas : sans lui, rien ne sera payé.",
    Saisie.HORAIRES: "Donnez d'abord ses dates et ses horaires : sans eux, rien ne sera payé.",
}


class ConstatRefuse(Exception):
    """What was stated cannot be kept; the message says why and what to do."""


def saisie_attendue(type_mission: TypeMission) -> Saisie:
    """What the constat of a mission of that type asks for; nothing when it does not pay.

    Guide: G4.3-05.
    """
    return PAR_REMUNERATION.get(Remuneration(type_mission.paiement), Saisie.RIEN)


def candidats_exiges(mission: Mission) -> bool:
    """Is the number of candidates required with « service fait »: oral of the second group of a bac?

    Guide: G4.3-05.
    """
    regime = mission.session.examen.regime
    return regime is not None and mission.type_id == regime.type_second_groupe


def etat_de(mission: Mission, *, dernier_jour: date, convoques: int, constates: int, jour: date) -> EtatMission:
    """State of a mission on that day, knowing its last day and how many of those summoned are wholly stated.

    Guide: G4.3-02.
    """
    if jour > dernier_jour:
        return EtatMission.CONSTATEE if convoques == constates else EtatMission.EFFECTUEE
    en_cours = mission.type.remuneration in SE_CONSTATENT_EN_COURS and mission.date_debut <= jour
    return EtatMission.COMMENCEE if en_cours else EtatMission.NON_EFFECTUEE


@dataclass(frozen=True)
class Constatation:
    """One line as entered: what is stated of a person, on what was read of them.

    `version` is that of the constat when it was read, 0 when there was none; `quantite` counts copies or candidates;
    `minutes` are those of a surveillance; `journees` None leaves the hours by half-day as they are.
    """

    affectation: int
    version: int
    resultat: str = ""
    quantite: int | None = None
    minutes: int | None = None
    motif: str = ""
    journees: tuple[Journee, ...] | None = None


@dataclass(frozen=True)
class CadreConstat:
    """What a mission allows today: the entry, the days whose hours may be given, and whether services may be stated."""

    saisie: Saisie
    jours: frozenset[date]
    etat: EtatMission
    candidats_exiges: bool
    jour: date

    @property
    def ouvert(self) -> bool:
        """May « service fait » or « non fait » be stated?"""
        return self.etat in {EtatMission.EFFECTUEE, EtatMission.CONSTATEE}

    @property
    def jours_saisissables(self) -> frozenset[date]:
        """Days of the mission that have gone by."""
        return frozenset(jour for jour in self.jours if jour < self.jour)

    @property
    def jours_possibles(self) -> frozenset[date]:
        """Days gone by whose hours may be given: of the mission, or near it, which is asked about (`doutes_de`)."""
        autour = {
            jour + timedelta(days=ecart) for jour in self.jours for ecart in range(-JOURS_AUTOUR, JOURS_AUTOUR + 1)
        }
        return frozenset(jour for jour in autour if jour < self.jour)


def exiger_constatable(ligne: Constatation, cadre: CadreConstat, gardees: Collection[Journee] = ()) -> None:
    """Raise ConstatRefuse with the first thing wrong in a line; `gardees` are the hours by half-day stated before.

    Guide: G4.3-02, G4.3-05.
    """
    for phrase in _refus(ligne, cadre, gardees):
        raise ConstatRefuse(phrase)


def incomplet(saisie: Saisie, *, resultat: str, quantite: int | None, minutes: int | None) -> bool:
    """Does a service said to be done lack what pays it? `minutes`: hours given, or the sum of those by half-day."""
    if resultat != Resultat.FAIT:
        return False
    if saisie in QUOI:
        return quantite is None
    return minutes is None if saisie == Saisie.HEURES else saisie == Saisie.HORAIRES and not minutes


def _refus(ligne: Constatation, cadre: CadreConstat, gardees: Collection[Journee]) -> Iterator[str]:
    if ligne.resultat and ligne.resultat not in Resultat.values:
        yield "Choisissez « Service fait » ou « Service non fait »."
    if not cadre.ouvert and (ligne.resultat or ligne.motif or cadre.etat != EtatMission.COMMENCEE):
        yield "La mission n'est pas terminée : le service se constate à partir du lendemain de sa dernière date."
    if ligne.motif and ligne.resultat != Resultat.NON_FAIT:
        yield "Le motif n'accompagne qu'un service non fait : effacez-le, ou choisissez « Service non fait »."
    yield from _refus_de_quantite(ligne, cadre)
    yield from _refus_d_heures(ligne, cadre)
    if ligne.journees is not None:
        yield from _refus_de_journees(ligne.journees, cadre)
    tenues = gardees if ligne.journees is None else ligne.journees
    if ligne.resultat == Resultat.NON_FAIT and tenues:
        yield "Un service non fait n'a pas d'horaires : retirez ses dates."
    par_demi_journees = minutes_de(tenues)
    minutes = par_demi_journees if cadre.saisie == Saisie.HORAIRES else ligne.minutes
    if incomplet(cadre.saisie, resultat=ligne.resultat, quantite=ligne.quantite, minutes=minutes):
        yield A_DONNER[cadre.saisie]


def _refus_de_quantite(ligne: Constatation, cadre: CadreConstat) -> Iterator[str]:
    quoi = QUOI.get(cadre.saisie)
    if ligne.quantite is None:
        if cadre.candidats_exiges and ligne.resultat == Resultat.FAIT:
            yield "Donnez le nombre de candidats interrogés, ou 0 si vous ne le connaissez pas."
        return
    if quoi is None:
        yield "Cette mission ne demande pas de nombre de copies ou de candidats."
    elif not 0 <= ligne.quantite <= MAX_QUANTITE:
        yield f"Le nombre {quoi} va de 0 à {MAX_QUANTITE}."
    elif ligne.resultat == Resultat.NON_FAIT and ligne.quantite:
        yield f"Un service non fait n'a pas de nombre {quoi} : effacez-le."


def _refus_d_heures(ligne: Constatation, cadre: CadreConstat) -> Iterator[str]:
    if ligne.minutes is None:
        return
    if cadre.saisie != Saisie.HEURES:
        yield "Cette mission ne demande pas de nombre d'heures."
    elif not 0 <= ligne.minutes <= MAX_MINUTES:
        yield f"Le nombre d'heures va de 0 à {MAX_HEURES}."
    elif ligne.minutes > MINUTES_PAR_JOUR * len(cadre.jours):
        jours = f"de {len(cadre.jours)} jours" if len(cadre.jours) > 1 else "d'un jour"
        yield f"{ecrire_duree(ligne.minutes)} pour une mission {jours} : une journée n'a que 24 heures."
    elif ligne.resultat == Resultat.NON_FAIT and ligne.minutes:
        yield "Un service non fait n'a pas d'heures effectuées : effacez-les."


def _refus_de_journees(journees: Collection[Journee], cadre: CadreConstat) -> Iterator[str]:
    if cadre.saisie != Saisie.HORAIRES:
        yield "Cette mission ne demande pas d'horaires."
        return
    jours = [journee.jour for journee in journees]
    for jour in sorted(set(jours) - cadre.jours_possibles):
        if jour >= cadre.jour:
            yield f"Le {date_courte(jour)} n'est pas encore passé : ses horaires se saisissent à partir du lendemain."
        else:
            yield f"Le {date_courte(jour)} est à plus de {JOURS_AUTOUR} jours des dates de la mission."
    if len(set(jours)) < len(jours):
        yield "Une même date est donnée deux fois : gardez-en une."
    for journee in journees:
        if journee.vide:
            yield f"Le {date_courte(journee.jour)} : donnez ses horaires, ou retirez cette date."
        yield from (f"Le {date_courte(journee.jour)} : {phrase}" for phrase in refus_des_heures_de(journee))
