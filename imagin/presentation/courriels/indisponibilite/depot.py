"""The mail that tells a gestionnaire who became unavailable on their missions: handler of `IndisponibiliteDeclaree`.

One mail for each address, whatever the number of people: the day an import brings a hundred absences, the gestionnaire
reads one message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from imagin.domaine.convocations.models import Creneau
from imagin.domaine.convocations.queries.indisponibilites import creneaux_contraries
from imagin.domaine.disponibilites.events import IndisponibiliteDeclaree, IndisponibiliteSupprimee
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.disponibilites.queries import indisponibilites_annoncees
from imagin.domaine.disponibilites.rules import Avis
from imagin.domaine.missions.models import SessionExamen
from imagin.presentation.courriels.redaction import rediger
from imagin.socle.envois.adresses import adresse_nommee
from imagin.socle.envois.depot import Courriel, deposer_courriels
from imagin.socle.envois.enums import Etat
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.suivi import retirer
from imagin.socle.temps import bornes, creneau_en_lettres

OBJET = "indisponibilite"


@dataclass(frozen=True)
class Absence:
    """A person with one of their indisponibilités, and the créneaux that it upsets."""

    nom: str
    periode: str
    motif: str
    origine: str
    creneaux: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MotsDesAbsences:
    """What the mail says: who answers for the missions, the absences, how many people, the numbers of the missions."""

    gestionnaire: str
    absences: tuple[Absence, ...]
    personnes: int
    missions: tuple[str, ...]
    repondre_a: str


def prevenir_gestionnaires(evenement: IndisponibiliteDeclaree) -> list[Avis]:
    """One row of the outbox for each gestionnaire's address; what became of each warning, for whoever declared.

    Guide: G3.2-05.
    """
    creneaux = list(creneaux_contraries(evenement.indisponibilites, evenement.deja_couverts))
    lots = _par_gestionnaire(creneaux)
    connues = indisponibilites_annoncees({creneau.absence for creneau in creneaux})  # type: ignore[attr-defined]
    joignables = [lot for lot in lots if _mel(lot)]
    envois = deposer_courriels(_courriel(lot, connues, evenement) for lot in joignables)
    partis = {_mel(lot): envoi for lot, envoi in zip(joignables, envois, strict=True)}
    return [_avis(lot, partis.get(_mel(lot))) for lot in lots]


def retirer_l_avis(evenement: IndisponibiliteSupprimee) -> None:
    """What has not left yet about an indisponibilité taken back does not leave."""
    retirer(OBJET, [evenement.indisponibilite], "L'indisponibilité a été supprimée avant le départ du mél.")


def _par_gestionnaire(creneaux: list[Creneau]) -> list[list[Creneau]]:
    """The créneaux of each address, in order; each session without address apart."""
    lots: dict[str | int, list[Creneau]] = {}
    for creneau in creneaux:
        session = creneau.mission.session
        lots.setdefault(session.mel.strip().lower() or session.pk, []).append(creneau)
    return list(lots.values())


def _session(lot: Sequence[Creneau]) -> SessionExamen:
    return lot[0].mission.session


def _mel(lot: Sequence[Creneau]) -> str:
    return _session(lot).mel.strip()


def _courriel(lot: list[Creneau], connues: dict[int, Indisponibilite], evenement: IndisponibiliteDeclaree) -> Courriel:
    session = _session(lot)
    mots = MotsDesAbsences(
        gestionnaire=session.gestionnaire,
        absences=tuple(_absences(lot, connues)),
        personnes=len({creneau.intervenant_id for creneau in lot}),
        missions=tuple(str(numero) for numero in sorted({creneau.mission.numero for creneau in lot})),
        repondre_a=evenement.repondre_a,
    )
    redaction = rediger(OBJET, mots)
    seule = evenement.indisponibilites[0] if len(evenement.indisponibilites) == 1 else None
    return Courriel(
        cle=f"gestionnaire:{_mel(lot).lower()}"[:80],
        destinataire=adresse_nommee(session.gestionnaire, _mel(lot)),
        repondre_a=evenement.repondre_a,
        sujet=redaction.sujet,
        corps=redaction.corps,
        objet=(OBJET, seule) if seule else None,
        par=evenement.par,
    )


def _absences(lot: list[Creneau], connues: dict[int, Indisponibilite]) -> Iterator[Absence]:
    """The lot arrives sorted by person, then by indisponibilité."""
    for cle, siens in groupby(lot, key=lambda creneau: creneau.absence):  # type: ignore[attr-defined]
        creneaux, absence = list(siens), connues[cle]
        yield Absence(
            nom=str(creneaux[0].intervenant),
            periode=absence.dates.en_lettres,
            motif=absence.motif,
            origine=absence.origine,
            creneaux=tuple(_creneau(creneau) for creneau in creneaux),
        )


def _creneau(creneau: Creneau) -> str:
    """« mission 193653, INTERROGATION ORALE (470, BCG, …), LPO BELLEVUE (0310038Y), convoquée : le mardi … »."""
    quand = creneau_en_lettres(*bornes(creneau.plage))
    mission, etat = creneau.mission, creneau.affectation.get_etat_display().lower()
    quoi = f"mission {mission.numero}, {mission.type} ({mission.session})"
    return f"{quoi}, {mission.centre}, {etat} : {quand[0].lower()}{quand[1:]}"


def _avis(lot: list[Creneau], envoi: Envoi | None) -> Avis:
    session = _session(lot)
    return Avis(
        gestionnaire=session.gestionnaire,
        sessions=tuple(dict.fromkeys(str(creneau.mission.session) for creneau in lot)),
        missions=tuple(sorted({creneau.mission.numero for creneau in lot})),
        mel=_mel(lot),
        telephone=session.telephone,
        prevenu=envoi is not None and envoi.etat == Etat.A_ENVOYER,
    )
