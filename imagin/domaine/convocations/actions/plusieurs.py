"""The same verb on several convocations: what is refused is said, the others are done."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from django.db import transaction

from imagin.domaine.convocations.actions.annuler import liberer_sauf_retenues, refus_de_modifier
from imagin.domaine.convocations.actions.remplacer import Refus, remplacer
from imagin.domaine.convocations.actions.verifier import mission_ouverte, tenir
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries import affectations_par_cle
from imagin.domaine.convocations.queries.versions import dernieres_emissions, etats_des_dates
from imagin.domaine.convocations.rules import (
    Conflit,
    ConflitsAConfirmer,
    ConvocationRefusee,
    Demande,
    exiger_qui_convoque,
    origine_de,
    propre_a,
)
from imagin.domaine.doutes.rules import Doute, DoutesAConfirmer
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.versions import ChangeeEntreTemps, exiger_inchange


@dataclass(frozen=True)
class ResultatDuLot:
    """What became of one affectation.

    `refus` is the French reason, empty when it was done; `conflits` and `doutes` what the caller may still confirm;
    `mel` the address that the person is told at, if they had been sent a letter; `version` that of what somebody else
    has put there, when it was refused for that.
    """

    affectation: int
    refus: str = ""
    conflits: tuple[Conflit, ...] = ()
    mel: str = ""
    doutes: tuple[Doute, ...] = ()
    version: str = ""


@transaction.atomic
def annuler_convocations(perimetre: Perimetre, *, affectations: Collection[int]) -> list[ResultatDuLot]:
    """Cancel each as `annuler_convocation` does, in one transaction and a fixed number of queries; others are refused.

    Guide: G4.2-04.
    """
    exiger_qui_convoque(perimetre)
    choisies = affectations_par_cle(perimetre, affectations).select_related("mission", "intervenant")
    tenues = {affectation.pk: affectation for affectation in choisies.select_for_update(of=("self",))}
    refus = {cle: refus_de_modifier(perimetre, tenues.get(cle)) for cle in sorted(set(affectations))}
    libres = [affectation for cle, affectation in tenues.items() if not refus[cle]]
    mels, retenues = liberer_sauf_retenues(libres, par=perimetre.auteur, connu_de=origine_de(perimetre))
    return [ResultatDuLot(cle, refus[cle] or retenues.get(cle, ""), mel=mels.get(cle, "")) for cle in refus]


@transaction.atomic
def modifier_dates(
    perimetre: Perimetre,
    *,
    affectations: Collection[int],
    demande: Demande,
    versions: Mapping[int, str] | None = None,
) -> list[ResultatDuLot]:
    """Give each the dates and hours of `demande`, its other choices kept, as `modifier_convocation` does.

    One transaction, a fixed number of queries; a refusal leaves its own as it was, and says which conflicts may be
    confirmed. The people are locked first, in the order in which `convoquer` locks them, and only then are their
    choices read. `versions`: of the dates that the form was opened on, by affectation.

    Guide: G4.2-04, G4.2-19.
    """
    exiger_qui_convoque(perimetre)
    demande = propre_a(perimetre, demande)
    tenir(affectations_par_cle(perimetre, affectations).values_list("intervenant", flat=True))
    choisies = affectations_par_cle(perimetre, affectations).select_related("mission", "intervenant")
    tenues = {affectation.pk: affectation for affectation in choisies.select_for_update(of=("self",))}
    retenues = {cle: refus_de_modifier(perimetre, tenues.get(cle)) for cle in set(affectations)}
    resultats = {cle: ResultatDuLot(cle, refus) for cle, refus in retenues.items() if refus}
    restantes = [affectation for cle, affectation in tenues.items() if cle not in resultats]
    resultats |= _changees_entre_temps(restantes, versions or {})
    for lot in _lots(affectation for affectation in restantes if affectation.pk not in resultats):
        resultats |= _changer(perimetre, lot, demande)
    return [resultats[cle] for cle in sorted(resultats)]


def _changees_entre_temps(
    affectations: Collection[Affectation], versions: Mapping[int, str]
) -> dict[int, ResultatDuLot]:
    """Those whose dates are no longer what the form was opened on; 1 query, and 1 more when there are some."""
    etats = etats_des_dates(affectations) if versions else {}
    emissions = cache(partial(dernieres_emissions, list(etats)))
    changees = {}
    for cle, etat in etats.items():
        try:
            exiger_inchange(etat, versions.get(cle), lambda cle=cle: emissions().get(cle))  # type: ignore[misc]
        except ChangeeEntreTemps as refus:
            changees[cle] = ResultatDuLot(cle, str(refus), version=refus.version)
    return changees


def _lots(affectations: Iterable[Affectation]) -> list[list[Affectation]]:
    """By mission, nobody twice in one: somebody who is twice on a mission is looked at again once the first is moved.

    As many as there are missions, times as often as somebody is on one: one, nearly always.
    """
    rangs: Counter[tuple[int, int]] = Counter()
    lots: dict[tuple[int, int], list[Affectation]] = {}
    for affectation in affectations:
        la_mienne = (affectation.mission_id, affectation.intervenant_id)
        rangs[la_mienne] += 1
        lots.setdefault((affectation.mission_id, rangs[la_mienne]), []).append(affectation)
    return list(lots.values())


def _changer(perimetre: Perimetre, affectations: Sequence[Affectation], demande: Demande) -> dict[int, ResultatDuLot]:
    """The same for affectations to one mission, each of another person."""
    try:
        mission = mission_ouverte(perimetre, affectations[0].mission.numero)
    except ConvocationRefusee as refus:
        return {affectation.pk: ResultatDuLot(affectation.pk, str(refus)) for affectation in affectations}
    faites, refusees = remplacer(perimetre, mission, affectations, lambda la_mienne: _pour(la_mienne, demande))
    resultats = {cle: ResultatDuLot(cle, mel=faite.mel) for cle, faite in faites.items()}
    return resultats | {cle: _refus(cle, refus) for cle, refus in refusees.items()}


def _refus(cle: int, refus: Refus) -> ResultatDuLot:
    if isinstance(refus, ConflitsAConfirmer):
        return ResultatDuLot(cle, str(refus), tuple(refus.conflits))
    return ResultatDuLot(cle, str(refus), doutes=refus.doutes if isinstance(refus, DoutesAConfirmer) else ())


def _pour(affectation: Affectation, demande: Demande) -> Demande:
    """The demand with the choices that the affectation has."""
    return replace(
        demande,
        qualite=affectation.qualite_id,
        commission=affectation.commission_id,
        jury=affectation.jury_id,
        salle=affectation.salle_id,
        code_salle=affectation.code_salle,
        observation=affectation.observation,
    )
