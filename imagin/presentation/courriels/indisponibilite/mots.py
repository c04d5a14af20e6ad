"""What the mails about indisponibilités say."""

from dataclasses import dataclass

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.rules import Plage
from imagin.domaine.missions.models import Mission
from imagin.socle.temps import bornes, creneau_en_lettres


@dataclass(frozen=True)
class AbsenceAnnoncee:
    """A person with one of their indisponibilités, and the créneaux that it upsets."""

    nom: str
    periode: str
    motif: str
    origine: str
    creneaux: tuple[str, ...]


@dataclass(frozen=True)
class Levee:
    """A person with the créneaux that no indisponibilité upsets any more."""

    nom: str
    creneaux: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MotsDesAbsences:
    """To whom (a gestionnaire, or a `centre` that summoned): the absences, of how many people, and what no longer is.

    `missions`: their numbers; `raison`: why it no longer is.
    """

    destinataire: str
    centre: bool
    absences: tuple[AbsenceAnnoncee, ...]
    personnes: int
    levees: tuple[Levee, ...]
    missions: tuple[str, ...]
    raison: str
    repondre_a: str


def creneau_en_mots(affectation: Affectation, mission: Mission, plage: Plage) -> str:
    """« mission 193653, INTERROGATION ORALE (470, BCG, …), LPO BELLEVUE (0310038Y), convoquée : le mardi … »."""
    quand = creneau_en_lettres(*bornes(plage))
    quoi = f"mission {mission.numero}, {mission.type} ({mission.session})"
    etat = affectation.get_etat_display().lower()
    return f"{quoi}, {mission.centre}, {etat} : {quand[0].lower()}{quand[1:]}"
