"""What surprises in a convocation, without being impossible: stated, confirmed, kept (room `doutes`)."""

from collections.abc import Collection, Iterator
from datetime import time, timedelta

from imagin.domaine.convocations.racines import affectations_visibles
from imagin.domaine.convocations.rules import Demande
from imagin.domaine.doutes.actions import lever_doutes
from imagin.domaine.doutes.rules import Doute
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.personnes.queries import connus_deux_fois
from imagin.socle.temps import bornes, date_courte, ecrire_duree, heure_courte, maintenant

TOT, TARD = time(6, 30), time(22)
# Source: décret 2000-815, article 3, « l'amplitude maximale de la journée de travail est fixée à douze heures ».
AMPLITUDE = timedelta(hours=12)


def exiger_sans_doute(
    perimetre: Perimetre,
    mission: Mission,
    demande: Demande,
    *,
    objet: str,
    nouveaux: Collection[int],
) -> None:
    """Raise DoutesAConfirmer while the demand surprises and is not confirmed; else keep what was confirmed.

    `objet`: whom it is about. `nouveaux`: people (keys) whom it adds to the mission.
    """
    doutes = [
        *_doutes(mission, demande),
        *_d_effectif(perimetre, mission, len(nouveaux)),
        *_d_identite(perimetre, nouveaux),
    ]
    lever_doutes(perimetre, doutes=doutes, confirmation=demande.confirmation, mission=mission.numero, objet=objet)


def doutes_nouveaux(mission: Mission, demande: Demande, avant: Demande) -> list[Doute]:
    """What surprises in the demand and did not in what the convocation was."""
    anciens = set(_doutes(mission, avant))
    return [doute for doute in _doutes(mission, demande) if doute not in anciens]


def tardive(demande: Demande, avant: Demande) -> bool:
    """Does the demand come after the fact: for an hour gone by that was not asked before, or when all is over?"""
    instant = maintenant()
    nouveaux = set(_commences(demande.creneaux)) - set(avant.creneaux)
    return bool(nouveaux) or all(bornes(creneau.plage)[1] <= instant for creneau in demande.creneaux)


def _commences(creneaux: Collection[CreneauDuJour]) -> list[CreneauDuJour]:
    instant = maintenant()
    return [creneau for creneau in creneaux if bornes(creneau.plage)[0] <= instant]


def _doutes(mission: Mission, demande: Demande) -> Iterator[Doute]:
    for creneau in _commences(demande.creneaux):
        yield Doute(
            "convocation.passee",
            f"le {date_courte(creneau.jour)} à {heure_courte(creneau.debut)} est déjà passé. Aucun mél ne partira de "
            "lui-même.",
            motif_exige=True,
        )
    for creneau in demande.creneaux:
        yield from _d_horaires(creneau)
    if demande.jury is None and (jurys := len(mission.jurys.all())) > 1:
        yield Doute("convocation.jury", f"la mission a {jurys} jurys, et aucun n'est choisi.")


def _d_horaires(creneau: CreneauDuJour) -> Iterator[Doute]:
    debut, fin = bornes(creneau.plage)
    horaires = f"le {date_courte(creneau.jour)} de {heure_courte(creneau.debut)} à {heure_courte(creneau.fin)}"
    if fin - debut > AMPLITUDE:
        duree = ecrire_duree((fin - debut) // timedelta(minutes=1))
        phrase = f"{horaires}, soit {duree} : la journée de travail ne dépasse pas 12 heures d'amplitude."
        yield Doute("convocation.amplitude", phrase, motif_exige=True)
    elif creneau.debut < TOT or creneau.fin > TARD:
        yield Doute("convocation.horaires", f"{horaires} : ces horaires sont inhabituels.")


def _d_identite(perimetre: Perimetre, cles: Collection[int]) -> Iterator[Doute]:
    """Somebody whom two systems brought, under two numbers: summoned twice, or paid twice, if nobody says so."""
    for personne, autre in connus_deux_fois(perimetre, cles):
        naissance = date_courte(personne.date_naissance) if personne.date_naissance else ""
        yield Doute(
            "convocation.double",
            f"{personne}, naissance le {naissance}, figure deux fois : {_connu(personne)} et {_connu(autre)}. "
            "Vérifiez que la même personne n'est pas convoquée deux fois, et signalez-le au service des examens.",
        )


def _connu(personne: Intervenant) -> str:
    return f"{personne.get_source_display()} n° {personne.reference}"


def _d_effectif(perimetre: Perimetre, mission: Mission, nouveaux: int) -> list[Doute]:
    """More summoned than expected, when CYCLADES says how many are."""
    if not mission.nb_attendus:
        return []
    convoques = affectations_visibles(perimetre).filter(mission=mission).count() + nouveaux
    if convoques <= mission.nb_attendus:
        return []
    attendus = f"{mission.nb_attendus} attendu{'s' if mission.nb_attendus > 1 else ''}"
    seraient = f"{convoques} intervenants seraient convoqués" if convoques > 1 else "1 intervenant serait convoqué"
    return [Doute("convocation.effectif", f"{seraient} pour {attendus}.", motif_exige=True)]
