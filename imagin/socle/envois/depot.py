"""Depositing in the outbox: what the rooms above call, in the transaction that decides the sending.

Rows of one `cle` leave in the order of their deposit; the decider holds the lock on what the key names, so that two
decisions about the same thing cannot cross.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from imagin.socle.envois.adresses import decomposer, une_ligne
from imagin.socle.envois.canaux import est_actif
from imagin.socle.envois.enums import COURRIEL, EtatEnvoi
from imagin.socle.envois.erreurs import AdresseInvalide, DepotHorsTransaction
from imagin.socle.envois.models import LONGUEUR_ADRESSE, LONGUEUR_SUJET, Envoi, Piece
from imagin.socle.envois.sonnette import sonner_apres_validation


@dataclass(frozen=True, kw_only=True)
class Courriel:
    """A mail to deposit. Addresses are bare or as `adresse_nommee` writes them; `copie` and `repondre_a` may be empty.

    `objet` is what the mail is about (« convocation », number), `par` who asked for it.
    """

    cle: str
    destinataire: str
    sujet: str
    corps: str
    pieces: Sequence[Piece] = ()
    copie: str = ""
    repondre_a: str = ""
    objet: tuple[str, int] | None = None
    par: str = ""


@dataclass(frozen=True, kw_only=True)
class MessageADeposer:
    """What to deposit on another channel: `corps` as it will leave, under the `identifiant` that it bears.

    `destinataire` is a label (« SANTORIN »), `sujet` what a person reads of the row.
    """

    cle: str
    identifiant: str
    destinataire: str
    sujet: str
    corps: str
    objet: tuple[str, int]
    par: str = ""


def deposer_courriel(  # noqa: PLR0913  (the fields of a mail, all by name)
    *,
    cle: str,
    destinataire: str,
    sujet: str,
    corps: str,
    pieces: Sequence[Piece] = (),
    copie: str = "",
    repondre_a: str = "",
    objet: tuple[str, int] | None = None,
    par: str = "",
) -> Envoi:
    """Deposit one mail; see `deposer_courriels`.

    Guide: G4.2-18.
    """
    courriel = Courriel(
        cle=cle,
        destinataire=destinataire,
        sujet=sujet,
        corps=corps,
        pieces=pieces,
        copie=copie,
        repondre_a=repondre_a,
        objet=objet,
        par=par,
    )
    return deposer_courriels([courriel])[0]


def deposer_courriels(courriels: Iterable[Courriel]) -> list[Envoi]:
    """Deposit many mails in one INSERT and ring the worker once the transaction is committed.

    A mail whose address cannot work is kept as REFUSE with its reason, so that the others leave. Raises
    DepotHorsTransaction outside an atomic block.

    Guide: G4.2-18.
    """
    return _deposer(COURRIEL, (_courriel(courriel) for courriel in courriels))


def deposer_messages(canal: str, messages: Iterable[MessageADeposer]) -> list[Envoi]:
    """Deposit many messages of that channel in one INSERT and ring the worker once the transaction is committed.

    Nothing rings for a channel switched off: its rows wait. Raises DepotHorsTransaction outside an atomic block.

    Guide: G4.2-15.
    """
    return _deposer(canal, (_envoi(canal, message, message.identifiant) for message in messages))


def _deposer(canal: str, envois: Iterable[Envoi]) -> list[Envoi]:
    """Write these rows, and ring after the commit."""
    if not transaction.get_connection().in_atomic_block:
        raise DepotHorsTransaction("Rows are deposited in the transaction that decides the sending.")
    deposes = Envoi.objects.bulk_create(envois)
    if deposes and est_actif(canal):
        sonner_apres_validation(canal)
    return deposes


def _courriel(courriel: Courriel) -> Envoi:
    """The unsaved row of a mail."""
    envoi = _envoi(COURRIEL, courriel, f"<envoi-{uuid4()}@{_domaine()}>")
    envoi.copie = une_ligne(courriel.copie)[:LONGUEUR_ADRESSE]
    envoi.repondre_a = une_ligne(courriel.repondre_a)[:LONGUEUR_ADRESSE]
    envoi.pieces = list(courriel.pieces)
    if erreur := _defaut_d_adresse(courriel.destinataire):
        envoi.etat, envoi.derniere_erreur = EtatEnvoi.REFUSE, erreur
    return envoi


def _envoi(canal: str, depot: Courriel | MessageADeposer, identifiant: str) -> Envoi:
    """The unsaved row, with what every channel has."""
    objet_type, objet_id = depot.objet or ("", None)
    return Envoi(
        canal=canal,
        cle=depot.cle,
        objet_type=objet_type,
        objet_id=objet_id,
        destinataire=une_ligne(depot.destinataire)[:LONGUEUR_ADRESSE],
        sujet=une_ligne(depot.sujet)[:LONGUEUR_SUJET],
        corps=depot.corps.replace("\x00", ""),
        message_id=identifiant,
        cree_par=depot.par,
    )


def _defaut_d_adresse(adresse: str) -> str:
    """Why no mail can reach that address, in French; empty when it may."""
    try:
        decomposer(adresse)
    except AdresseInvalide as erreur:
        return str(erreur)
    return "" if len(une_ligne(adresse)) <= LONGUEUR_ADRESSE else f"L'adresse dépasse {LONGUEUR_ADRESSE} caractères."


def _domaine() -> str:
    """The domain our mails are sent from."""
    return decomposer(settings.IMAGIN_EXPEDITEUR)[1].rpartition("@")[2]
