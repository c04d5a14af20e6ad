"""The watch: each minute, which partners can be reached, away from every page."""

import logging
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from joserfc.jwk import RSAKey

from imagin.domaine.federation.actions import epingler_cles, noter_etat, retenir_centres_ailleurs
from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.racines import partenaires_ouverts
from imagin.domaine.federation.rules import EtatAnnonce, FederationRefusee, PartenaireInjoignable
from imagin.domaine.perimetre.rules import Perimetre, systeme
from imagin.echanges.federation.annonce import cles_suivies_de, exiger_une_cle_connue, lire_annonce
from imagin.echanges.federation.client import ouvrir
from imagin.socle.envois.suivi import hater
from imagin.socle.jetons.cles import cle_qui_signe

journal = logging.getLogger(__name__)
ENSEMBLE = 8  # partners asked at once
DELAIS = (3.05, 5.0)
EN_TOUT = 25.0  # seconds for all of them: a round is over before the next begins
TROP_LONG = "Elle n'a pas répondu dans le temps imparti à la veille."


@dataclass(frozen=True)
class Interrogation:
    """What asking a partner gave: its published keys, what it says of itself, or what is wrong.

    `attestees`: one of the keys pinned vouches for all of those.
    """

    cles: Sequence[Mapping[str, Any]] = ()
    attestees: bool = False
    annonce: EtatAnnonce | None = None
    horloge: int | None = None
    echec: PartenaireInjoignable | None = None


def veiller() -> None:
    """Ask each open partner how it is, keep what changed: reachable, its keys, our établissements that are its centres.

    25 seconds at most, whatever the number of dead partners. Threads ask, this one alone speaks to the database.

    Guide: G4.6-03.
    """
    perimetre, fin = systeme("veille des partenaires"), time.monotonic() + EN_TOUT
    ouverts = list(partenaires_ouverts().select_related("etat"))
    if not ouverts:
        return
    cle = cle_qui_signe()
    equipe = ThreadPoolExecutor(ENSEMBLE, thread_name_prefix="veille")
    demandes = {equipe.submit(_relever, partenaire, cle, fin): partenaire for partenaire in ouverts}
    faites, _ = wait(demandes, timeout=max(0.0, fin - time.monotonic()))
    equipe.shutdown(wait=False, cancel_futures=True)
    for demande, partenaire in demandes.items():
        try:
            _retenir(perimetre, partenaire, _rapportee(demande) if demande in faites else _SANS_REPONSE)
        except Exception:  # noqa: BLE001  (what cannot be kept of one says nothing of the others)
            journal.exception("veille : défaut en retenant ce que dit %s", partenaire)


_SANS_REPONSE = Interrogation(echec=PartenaireInjoignable(Panne.RESEAU, TROP_LONG))


def _relever(partenaire: Partenaire, cle: RSAKey, fin: float) -> Interrogation:
    """Ask one; in a thread, without the database."""
    cles: Sequence[Mapping[str, Any]] = ()
    attestees, horloge = False, None
    try:
        cles, attestees = cles_suivies_de(partenaire, delais=DELAIS)
        exiger_une_cle_connue(partenaire, cles)
        with ouvrir(partenaire, delais=DELAIS, en_tout=max(0.0, fin - time.monotonic()), cle=cle) as conversation:
            try:
                return Interrogation(cles, attestees, lire_annonce(conversation), conversation.horloge)
            finally:
                horloge = conversation.horloge
    except PartenaireInjoignable as echec:
        return Interrogation(cles, attestees, horloge=horloge, echec=echec)


def _rapportee(demande: Future[Interrogation]) -> Interrogation:
    """What a thread brought back; a defect of ours is the partner's silence, and a line of the log."""
    if (defaut := demande.exception()) is not None:
        journal.error("veille : défaut en interrogeant un partenaire", exc_info=defaut)
        return _SANS_REPONSE
    return demande.result()


def _retenir(perimetre: Perimetre, partenaire: Partenaire, releve: Interrogation) -> None:
    """Write what it gave, and in the log what changed."""
    panne, avant = releve.echec.panne if releve.echec else None, getattr(partenaire, "etat", None)
    if avant is None or (avant.joignable, avant.panne) != (panne is None, panne or ""):
        journal.info(
            "veille : %s %s", partenaire, f"n'est pas joignable : {releve.echec}" if panne else "est joignable"
        )
    cle_numen = releve.annonce.cle_numen if releve.annonce else ""
    if noter_etat(perimetre, cle=partenaire.pk, panne=panne, decalage=releve.horloge, cle_numen=cle_numen):
        hater(partenaire.canal)
    if releve.annonce is not None:
        retenir_centres_ailleurs(perimetre, partenaire=partenaire.pk, uais=releve.annonce.centres)
    if releve.cles and {cle["kid"] for cle in releve.cles} != {cle["kid"] for cle in partenaire.cles}:
        _suivre_les_cles(perimetre, partenaire, releve)


def _suivre_les_cles(perimetre: Perimetre, partenaire: Partenaire, releve: Interrogation) -> None:
    """Believe new keys that one of those pinned vouches for: anybody may publish a key that is public already."""
    if not releve.attestees:
        journal.warning("veille : %s publie des clés qu'aucune de celles que nous connaissons ne garantit", partenaire)
        return
    try:
        if epingler_cles(perimetre, cle=partenaire.pk, cles=releve.cles, confirmees=False):
            journal.info("veille : %s a renouvelé ses clés", partenaire)
    except (FederationRefusee, Partenaire.DoesNotExist) as refus:
        journal.warning("veille : clés de %s laissées : %s", partenaire, refus)
