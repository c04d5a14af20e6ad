"""The sender: takes the rows that are due, in order per key, and sends each once.

Everything that may fail harmlessly comes first (rendering, connection, addresses, the content itself). The row is then
committed as EN_COURS, the other side told to take it, and its answer committed. A sender that dies before EN_COURS has
sent nothing, and the row is taken again; one that dies after it leaves a row that the next sender declares INCERTAIN,
shows, and never sends again by itself. So nothing is lost, nothing doubled, and the doubt is one answer wide.

On a repeatable channel (`canaux`) there is no doubt: what may have been taken is sent again, and recognised.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from django.db import Error, connection

from imagin.socle.envois import etats
from imagin.socle.envois.canaux import Canal, est_actif, est_repetable, ouvrir_canal
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.erreurs import EchecDuCanal, EchecTemporaire, Refus, RetireEntreTemps
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.verrou import verrou_de_canal
from imagin.socle.temps import maintenant

journal = logging.getLogger(__name__)

TAILLE_DU_LOT = 50
FILS_DE_PREPARATION = 2
DOUTE = (
    "La réponse n'est pas arrivée après la remise : le message est peut-être parti. "
    "Demandez au destinataire s'il l'a reçu avant de refaire l'envoi."
)

Prepares = list[tuple[Envoi, Future[bytes]]]


@dataclass
class BilanExpedition:
    """What one run of the sender did."""

    envoyes: int = 0
    interrompu: bool = False


def expedier(canal: str, est_arrete: Callable[[], bool] = lambda: False) -> BilanExpedition:
    """Send what is due on that channel until nothing is, the channel fails or `est_arrete`.

    Returns at once when the channel is switched off, or another sender is at work. That one looks again after it has
    let the lock go, so that a row deposited while it was finishing does not wait. Raises RuntimeError inside a
    transaction: each step must be committed at once.
    """
    if connection.in_atomic_block:
        raise RuntimeError("expedier must not run inside a transaction.")
    bilan = BilanExpedition()
    while est_actif(canal):
        with verrou_de_canal(canal) as pris:
            if not pris:
                return bilan
            etats.reprendre_les_orphelins(canal)
            _tournee(canal, bilan, est_arrete)
        if bilan.interrompu or not prochains(canal, 1):
            break
    return bilan


def prochains(canal: str, nombre: int) -> list[Envoi]:
    """The oldest rows due now, but those whose key waits for an earlier row to be tried again."""
    instant = maintenant()
    en_attente = Envoi.objects.filter(canal=canal, etat=EtatEnvoi.A_ENVOYER)
    cles_retenues = en_attente.filter(prochaine_tentative__gt=instant).values("cle")
    return list(
        en_attente.filter(prochaine_tentative__lte=instant).exclude(cle__in=cles_retenues).order_by("id")[:nombre]
    )


def _tournee(nom: str, bilan: BilanExpedition, est_arrete: Callable[[], bool]) -> None:
    """Send lot after lot over one open channel, adding to `bilan`."""
    fils = ThreadPoolExecutor(FILS_DE_PREPARATION, thread_name_prefix="envois")
    try:
        with ouvrir_canal(nom) as canal:
            while not bilan.interrompu and (lot := prochains(nom, TAILLE_DU_LOT)):
                prepares = [(envoi, fils.submit(canal.preparer, envoi)) for envoi in lot]
                _envoyer_lot(canal, prepares, bilan, est_arrete)
    except EchecDuCanal as echec:
        journal.warning("Canal %s interrompu : %s", nom, echec)
        bilan.interrompu = True
    finally:
        fils.shutdown(cancel_futures=True)


def _envoyer_lot(canal: Canal, prepares: Prepares, bilan: BilanExpedition, est_arrete: Callable[[], bool]) -> None:
    """Send one lot in order; after a row to be tried again, those of the same key keep their turn."""
    cles_retenues: set[str] = set()
    for envoi, contenu in prepares:
        if est_arrete():
            bilan.interrompu = True
            return
        if envoi.cle in cles_retenues:
            continue
        etat = _envoyer(canal, envoi, contenu)
        bilan.envoyes += etat == EtatEnvoi.ENVOYE
        if etat == EtatEnvoi.A_ENVOYER:
            cles_retenues.add(envoi.cle)


def _envoyer(canal: Canal, envoi: Envoi, contenu: Future[bytes]) -> EtatEnvoi | None:
    """Send one row and note the outcome; returns its new state, None when it was withdrawn.

    Raises EchecDuCanal, once noted, and database errors, which leave the row as the last commit has it.
    """
    engagement = _Engagement(envoi)
    try:
        remarque = canal.remettre(envoi, contenu.result(), engagement)
    except RetireEntreTemps:
        return None
    except Refus as refus:
        return etats.marquer_refuse(envoi, str(refus))
    except EchecDuCanal as echec:
        etats.marquer_a_reprendre(envoi, str(echec))
        raise
    except EchecTemporaire as echec:
        return etats.marquer_a_reprendre(envoi, str(echec))
    except Error:
        raise
    except Exception as erreur:  # noqa: BLE001  (whatever it is, the next rows must leave)
        return _apres_surprise(envoi, erreur, engagement.pris)
    return etats.marquer_envoye(envoi, remarque)


def _apres_surprise(envoi: Envoi, erreur: Exception, engage: bool) -> EtatEnvoi:
    """An error that the channel did not name: a doubt when the row was committed, else something to try again."""
    if engage and est_repetable(envoi.canal):
        journal.warning("Envoi %s à refaire", envoi.pk, exc_info=erreur)
        return etats.marquer_a_reprendre(envoi, f"La remise s'est interrompue : {erreur}")
    if engage:
        journal.warning("Envoi %s incertain : %s", envoi.pk, erreur)
        return etats.marquer_incertain(envoi, f"{DOUTE} ({erreur})")
    journal.error("Envoi %s impossible à préparer", envoi.pk, exc_info=erreur)
    return etats.marquer_a_reprendre(envoi, f"L'envoi n'a pas pu être préparé : {erreur}")


class _Engagement:
    """Commits the row as EN_COURS when called, and remembers that it did."""

    def __init__(self, envoi: Envoi) -> None:
        self.envoi, self.pris = envoi, False

    def __call__(self) -> None:
        etats.marquer_en_cours(self.envoi)
        self.pris = True
