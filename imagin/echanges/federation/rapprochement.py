"""The nightly comparison, on the side of who summons: what is lost on the way, or restored on either side, heals.

First what the partner holds beside what we told it, then what we told beside what is: imports have changed missions,
people and postings behind. A difference is one message, the present state under a number above those of both sides.
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from typing import Any, TypeVar

from django.db import transaction
from pydantic import ValidationError

from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.racines import partenaires_ouverts
from imagin.domaine.federation.rules import PartenaireInjoignable
from imagin.echanges.federation.client import Partenariat, ReponseRefusee, ouvrir
from imagin.echanges.federation.depot import deposer_ce_qui_differe, redeposer, siennes
from imagin.echanges.federation.ecarts import etats_a_dire
from imagin.echanges.federation.lecture import a_recomposer, dits_en_vigueur, sequences_en_vigueur, verrouiller
from imagin.echanges.federation.pannes import autre_chose
from imagin.echanges.federation.schemas import LOT, Ecarts, EcartTrouve
from imagin.socle.envois.suivi import objets_en_attente

journal = logging.getLogger(__name__)
CHEMIN = "condenses"
TAILLE_DU_LOT = 2_000
DERNIERE_SEQUENCE = 2**31 - 2

Dit = tuple[int, int, str]  # affectation, sequence, condensé
T = TypeVar("T")


def rapprocher_tous(codes: Collection[str] | None = None) -> list[str]:
    """Compare with each open partner, or with these; returns the codes of those that could not be asked.

    Guide: G4.6-05.
    """
    muets = []
    for partenaire in partenaires_ouverts().order_by("code"):
        if codes is None or partenaire.code in codes:
            try:
                recomposees, comparees = rapprocher(partenaire)
            except (PartenaireInjoignable, ReponseRefusee) as echec:
                journal.warning("rapprochement avec %s remis : %s", partenaire, echec)
                muets.append(partenaire.code)
            except Exception:  # noqa: BLE001  (what one answers, or a defect of ours with it, keeps no other waiting)
                journal.exception("rapprochement avec %s : défaut", partenaire)
                muets.append(partenaire.code)
            else:
                journal.info("rapprochement avec %s : %s + %s messages", partenaire, recomposees, comparees)
    return muets


def rapprocher(partenaire: Partenaire) -> tuple[int, int]:
    """Deposit what our data say and that partner was not told, and what it holds otherwise; how many messages of each.

    Raises PartenaireInjoignable or ReponseRefusee when it cannot be asked what it holds; the rest is done.

    Guide: G4.6-05.
    """
    try:
        comparees = _comparer(partenaire)
    finally:
        recomposees = _recomposer(partenaire)
    return recomposees, comparees


def _recomposer(partenaire: Partenaire) -> int:
    """A transaction for each lot of which something differs; nothing is locked nor written for the others."""
    nombre = 0
    for lot in _lots(a_recomposer(partenaire), TAILLE_DU_LOT):
        if etats := etats_a_dire(siennes(lot, partenaire)):
            with transaction.atomic():
                nombre += deposer_ce_qui_differe([a_dire.etat.affectation for a_dire in etats], partenaire)
    return nombre


def _comparer(partenaire: Partenaire) -> int:
    """Ask lot by lot what it holds otherwise, and tell it again."""
    en_attente = objets_en_attente(partenaire.canal)
    lignes = dits_en_vigueur(partenaire)
    nombre, apres = 0, 0
    with ouvrir(partenaire) as partenariat:
        lots = list(_lots(lignes, LOT)) or [[]]
        for rang, lot in enumerate(lots, start=1):
            jusqu_a = lot[-1][0] if rang < len(lots) else None
            ecarts = _demander(partenariat, lot, apres, jusqu_a)
            nombre += _redeposer(partenaire, lot, [ecart for ecart in ecarts if ecart.dossier not in en_attente])
            apres = jusqu_a or apres
    return nombre


def _demander(partenariat: Partenariat, lot: Sequence[Dit], apres: int, jusqu_a: int | None) -> list[EcartTrouve]:
    """What it holds otherwise in ]apres, jusqu_a]; raises PartenaireInjoignable for an answer that makes no sense."""
    condenses = [
        {"dossier": dossier, "sequence": sequence, "condense": condense} for dossier, sequence, condense in lot
    ]
    corps: dict[str, Any] = {"apres": apres, "jusqu_a": jusqu_a, "condenses": condenses}
    try:
        ecarts = Ecarts.model_validate(partenariat.dire(CHEMIN, corps)).ecarts
    except ValidationError as erreur:
        raise autre_chose("une comparaison illisible") from erreur
    if any(not _se_peut(ecart, apres, jusqu_a) for ecart in ecarts):
        raise autre_chose("une comparaison de ce qui n'était pas demandé")
    return ecarts


def _se_peut(ecart: EcartTrouve, apres: int, jusqu_a: int | None) -> bool:
    """Was that asked, and can it be answered?"""
    dernier = 2**63 - 1 if jusqu_a is None else jusqu_a
    return apres < ecart.dossier <= dernier and 0 <= ecart.sequence <= DERNIERE_SEQUENCE


def _redeposer(partenaire: Partenaire, lot: Sequence[Dit], ecarts: Sequence[EcartTrouve]) -> int:
    """Tell these again, but those of which something else was told since; a transaction for each lot."""
    compares = {dossier: sequence for dossier, sequence, _ in lot}
    nombre = 0
    for quelques in _lots(ecarts, TAILLE_DU_LOT):
        tenues = {ecart.dossier: ecart.sequence for ecart in quelques}
        with transaction.atomic():
            verrouiller(tenues)
            presents = sequences_en_vigueur(tenues, partenaire)
            inchangees = {cle: tenue for cle, tenue in tenues.items() if presents.get(cle) == compares.get(cle)}
            nombre += redeposer(inchangees, partenaire)
    return nombre


def _lots(choses: Sequence[T], taille: int) -> Iterator[Sequence[T]]:
    return (choses[debut : debut + taille] for debut in range(0, len(choses), taille))
