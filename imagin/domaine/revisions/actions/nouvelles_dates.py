"""Give people the dates that their missions have now: the cure of most of what CYCLADES moves."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from imagin.domaine.convocations.actions import ResultatDuLot, modifier_dates
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries import creneaux_des
from imagin.domaine.convocations.rules import Demande, exiger_qui_convoque
from imagin.domaine.doutes.rules import Confirmation
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import avec_organisation, creneaux_proposes
from imagin.domaine.missions.racines import visibles
from imagin.domaine.missions.rules import CreneauDuJour
from imagin.domaine.perimetre.rules import Perimetre
from imagin.domaine.revisions.enums import MotifRevision, Remede
from imagin.domaine.revisions.models import Revision
from imagin.domaine.revisions.queries import a_revoir
from imagin.domaine.revisions.rules import REMEDES, creneaux_suivants

PAS_DE_DATES = "Prendre de nouvelles dates n'y change rien : choisissez un autre remède."
PLUS_DE_DATES = "La mission n'a plus de dates : modifiez la convocation, ou annulez-la."
A_CHOISIR = (
    "Cette personne n'était convoquée que pour une partie des jours, et leur nombre a changé : "
    "choisissez les siens en modifiant sa convocation."
)
Creneaux = tuple[CreneauDuJour, ...]
Marquee = tuple[Affectation, list[Revision]]


@transaction.atomic
def prendre_les_nouvelles_dates(
    perimetre: Perimetre,
    *,
    revisions: Collection[int],
    confirmes: frozenset[int] = frozenset(),
    motif: str = "",
    confirmation: Confirmation | None = None,
) -> list[ResultatDuLot]:
    """Give these convocations the dates that their missions have now, by the letter's next version.

    What each is refused for is said, the others are done: `modifier_dates`, which is given `confirmes`, `motif` and
    `confirmation` as `Demande` has them. Whoever was asked for dates or hours of their own keeps what still holds
    (`creneaux_suivants`); who had all those of the mission has them all again. A fixed number of queries for each
    mission and each set of dates.

    Guide: GX-01, G4.2-04.
    """
    exiger_qui_convoque(perimetre)
    marquees = _marquees(perimetre, revisions)
    anciens = creneaux_des(list(marquees))
    missions = avec_organisation(visibles(perimetre)).filter(pk__in={a.mission_id for a, _ in marquees.values()})
    par_cle = {mission.pk: mission for mission in missions}
    resultats: dict[int, ResultatDuLot] = {}
    lots: dict[tuple[int, Creneaux], list[int]] = {}
    for cle, marquee in marquees.items():
        suivants = _suivants(par_cle[marquee[0].mission_id], marquee, tuple(anciens[cle]))
        if isinstance(suivants, str):
            resultats[cle] = ResultatDuLot(cle, suivants)
        else:
            lots.setdefault((marquee[0].mission_id, suivants), []).append(cle)
    for (_, creneaux), cles in lots.items():
        demande = Demande(
            creneaux,
            reporter=False,
            confirmes=confirmes,
            motif=motif,
            confirmation=confirmation or Confirmation(),
        )
        faits = modifier_dates(perimetre, affectations=cles, demande=demande)
        resultats |= {fait.affectation: fait for fait in faits}
    return [resultats[cle] for cle in sorted(resultats)]


def _marquees(perimetre: Perimetre, revisions: Collection[int]) -> dict[int, Marquee]:
    """The affectations of these revisions, with all that is « à revoir » of each; 2 queries."""
    choisies = a_revoir(perimetre).filter(pk__in=revisions).order_by()
    marquees: dict[int, Marquee] = {}
    toutes = a_revoir(perimetre).filter(affectation__in=list(choisies.values_list("affectation", flat=True)))
    for revision in toutes:
        marquees.setdefault(revision.affectation_id, (revision.affectation, []))[1].append(revision)
    return marquees


def _suivants(mission: Mission, marquee: Marquee, anciens: Creneaux) -> Creneaux | str:
    """The dates that somebody takes, or why none can be taken for them."""
    affectation, marques = marquee
    if not any(Remede.NOUVELLES_DATES in REMEDES[MotifRevision(marque.motif)] for marque in marques):
        return PAS_DE_DATES
    commission = next((c for c in mission.commissions.all() if c.pk == affectation.commission_id), None)
    calendrier = creneaux_proposes(mission, commission)
    if not calendrier:
        return PLUS_DE_DATES
    if not affectation.dates_specifiques:
        return tuple(calendrier)
    dates = (commission or mission).dates.all()
    sans_heures = {d.jour for d in dates if d.heure_debut is None}
    return creneaux_suivants(anciens, calendrier, rangs=_rangs(marques), sans_heures=sans_heures) or A_CHOISIR


def _rangs(marques: Collection[Revision]) -> Mapping[date, tuple[int, int]]:
    """Of each day lost: its rank in the calendar that had it, and how many days that one had."""
    return {
        date.fromisoformat(marque.objet): (marque.avant["rang"], marque.avant["sur"])
        for marque in marques
        if marque.motif == MotifRevision.DATE
    }
