"""How the progress of the assignment is said: a sentence, and the columns of the lists of missions."""

from imagin.domaine.convocations.queries.avancement import Avancement, MissionSuivie
from imagin.socle.listes import AutreTri, Colonne, Genre, ListePresentee, Sortie

TABLEUR = frozenset({Sortie.CSV})


def en_phrase(avancement: Avancement) -> str:
    """« 8 attendus, 6 affectés, 5 convoqués, 2 manquants »; what CYCLADES does not say is left out.

    Guide: G1.1-03.
    """
    a = avancement
    attendus = [_accorder(a.attendus, "attendu")] if a.attendus else []
    manquants = [_accorder(a.manquants, "manquant")] if a.attendus else []
    return ", ".join([*attendus, _accorder(a.affectes, "affecté"), _accorder(a.convoques, "convoqué"), *manquants])


def avancement_affiche(missions: ListePresentee[MissionSuivie]) -> str:
    """« Avancement des missions affichées : 8 attendus, … », above a list of missions."""
    return f"Avancement des missions affichées : {en_phrase(Avancement.total(missions.objets))}."


def _accorder(nombre: int, mot: str) -> str:
    return f"{nombre} {mot}{'s' if nombre > 1 else ''}"


def _affectes(mission: MissionSuivie) -> str:
    """« 6 / 8 »: affected, out of those needed when CYCLADES says how many."""
    a = Avancement.de(mission)
    return f"{a.affectes} / {a.attendus}" if a.attendus else str(a.affectes)


def _part(mission: MissionSuivie) -> float | None:
    """The share affected, from 0 (nobody) up; None when CYCLADES does not say how many are needed."""
    a = Avancement.de(mission)
    return a.affectes / a.attendus if a.attendus else None


def _reste(mission: MissionSuivie) -> str:
    manquants = _manquants(mission)
    return _accorder(manquants, "manquant") if manquants else ""


def _manquants(mission: MissionSuivie) -> int | None:
    return Avancement.de(mission).manquants if mission.nb_attendus else None


COLONNES_AVANCEMENT: tuple[Colonne[MissionSuivie], ...] = (
    Colonne(
        "avancement",
        "Avancement",
        _affectes,
        precision=_reste,
        rang=_part,
        autre_tri=AutreTri("manque", "manquants", _manquants),
        poids=0.8,
        sur=frozenset({Sortie.ECRAN, Sortie.PDF}),
    ),
    Colonne("attendus", "Attendus", lambda m: m.nb_attendus, Genre.NOMBRE, sur=TABLEUR),
    Colonne("affectes", "Affectés", lambda m: Avancement.de(m).affectes, Genre.NOMBRE, sur=TABLEUR),
    Colonne("manquants", "Manquants", _manquants, Genre.NOMBRE, sur=TABLEUR),
)
