"""The mails that say which convocations are « à revoir »: handler of `ConvocationsARevoir`.

One for each centre, one for each address of a gestionnaire, whatever the number of people and of missions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.racines import lettres_d
from imagin.domaine.missions.models import Mission
from imagin.domaine.perimetre.rules import systeme
from imagin.domaine.referentiel.models import Etablissement
from imagin.domaine.referentiel.racines import communs
from imagin.domaine.revisions.enums import MotifRevision
from imagin.domaine.revisions.events import ConvocationsARevoir
from imagin.domaine.revisions.models import Revision
from imagin.domaine.revisions.queries import a_revoir
from imagin.presentation.courriels.redaction import rediger
from imagin.socle.envois.adresses import adresse_nommee, est_joignable
from imagin.socle.envois.depot import Courriel, deposer_courriels
from imagin.socle.envois.suivi import retirer

NOM = "a_revoir"
PARTIE = "La personne ne fait plus partie de l'académie."
# « Missions retirées » tells them to the centre, with whom to telephone.
DITES_AU_CENTRE_AUTREMENT = (MotifRevision.MISSION,)


@dataclass(frozen=True)
class PersonneARevoir:
    """Somebody, and all that contradicts their convocation."""

    nom: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class MissionARevoir:
    """A mission in words, and its people; `quittee`: it has left the centre that is told."""

    numero: str
    libelle: str
    centre: str
    quittee: bool
    personnes: tuple[PersonneARevoir, ...]


@dataclass(frozen=True)
class MotsDesRevisions:
    """What the mail says, to a centre or to a gestionnaire (`academie`); `total`: how many convocations."""

    destinataire: str
    academie: bool
    total: int
    missions: tuple[MissionARevoir, ...]
    cause: str


def prevenir_de_ce_qui_est_a_revoir(evenement: ConvocationsARevoir) -> None:
    """Tell the centres, those that a mission has left included, and the gestionnaires; who has no address gets none.

    A letter that has not left does not leave for who was withdrawn.

    Guide: GX-01, GX-02.
    """
    marques = list(a_revoir(systeme(evenement.par)).filter(pk__in=evenement.revisions))
    parties = {marque.affectation_id for marque in marques if marque.motif == MotifRevision.PERSONNE}
    retirer(ObjetEnvoi.CONVOCATION, list(lettres_d(parties).values_list("pk", flat=True)), PARTIE)
    deposer_courriels([*_aux_centres(marques, evenement.par), *_aux_gestionnaires(marques, evenement.par)])


def _aux_centres(marques: Sequence[Revision], par: str) -> Iterable[Courriel]:
    quittes = _centres_quittes(marques)
    siennes: dict[int, tuple[Etablissement, list[Revision]]] = {}
    for marque in marques:
        if marque.motif in DITES_AU_CENTRE_AUTREMENT:
            continue
        centres = [marque.affectation.mission.centre, *filter(None, [quittes.get(marque.pk)])]
        for centre in centres:
            siennes.setdefault(centre.pk, (centre, []))[1].append(marque)
    for centre, liste in siennes.values():
        if est_joignable(centre.mel):
            mots = MotsDesRevisions(centre.libelle, False, _total(liste), _missions(liste, centre), par)
            yield _courriel(f"centre:{centre.pk}", centre.libelle, centre.mel, mots, par)


def _centres_quittes(marques: Sequence[Revision]) -> dict[int, Etablissement]:
    """The centre that a mission has left, by key of the revision that says so; 1 query, none without one."""
    quittes = {marque.pk: marque.avant["centre"] for marque in marques if marque.motif == MotifRevision.CENTRE}
    centres = communs(Etablissement).in_bulk(set(quittes.values())) if quittes else {}
    return {cle: centres[centre] for cle, centre in quittes.items()}


def _aux_gestionnaires(marques: Sequence[Revision], par: str) -> Iterable[Courriel]:
    siennes: dict[str, list[Revision]] = {}
    for marque in marques:
        siennes.setdefault(marque.affectation.mission.session.mel.strip().lower(), []).append(marque)
    for adresse, liste in siennes.items():
        if est_joignable(adresse):
            session = liste[0].affectation.mission.session
            mots = MotsDesRevisions(session.gestionnaire, True, _total(liste), _missions(liste), par)
            yield _courriel(f"gestionnaire:{adresse}"[:80], session.gestionnaire, session.mel.strip(), mots, par)


def _courriel(cle: str, nom: str, mel: str, mots: MotsDesRevisions, par: str) -> Courriel:
    redaction = rediger(NOM, mots)
    return Courriel(
        cle=cle, destinataire=adresse_nommee(nom, mel), sujet=redaction.sujet, corps=redaction.corps, par=par
    )


def _total(marques: Iterable[Revision]) -> int:
    return len({marque.affectation_id for marque in marques})


def _missions(marques: Sequence[Revision], centre: Etablissement | None = None) -> tuple[MissionARevoir, ...]:
    """They come by mission, then by person."""
    par_mission = groupby(marques, key=lambda marque: marque.affectation.mission)
    return tuple(_mission(mission, list(siennes), centre) for mission, siennes in par_mission)


def _mission(mission: Mission, marques: Sequence[Revision], centre: Etablissement | None) -> MissionARevoir:
    par_personne = groupby(marques, key=lambda marque: marque.affectation.intervenant)
    return MissionARevoir(
        numero=str(mission.numero),
        libelle=f"{mission.type} ({mission.session})",
        centre=str(mission.centre),
        quittee=centre is not None and centre.pk != mission.centre_id,
        personnes=tuple(
            PersonneARevoir(str(qui), tuple(marque.phrase for marque in siennes)) for qui, siennes in par_personne
        ),
    )
