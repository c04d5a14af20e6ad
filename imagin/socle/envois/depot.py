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
from imagin.socle.envois.enums import COURRIEL, Etat
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
    if not transaction.get_connection().in_atomic_block:
        raise DepotHorsTransaction("deposer_courriels must be called in the transaction that decides the sending.")
    envois = Envoi.objects.bulk_create([_envoi(courriel) for courriel in courriels])
    if envois:
        sonner_apres_validation(COURRIEL)
    return envois


def _envoi(courriel: Courriel) -> Envoi:
    """The unsaved row of a mail."""
    objet_type, objet_id = courriel.objet or ("", None)
    erreur = _defaut_d_adresse(courriel.destinataire)
    return Envoi(
        canal=COURRIEL,
        cle=courriel.cle,
        objet_type=objet_type,
        objet_id=objet_id,
        destinataire=une_ligne(courriel.destinataire)[:LONGUEUR_ADRESSE],
        copie=une_ligne(courriel.copie)[:LONGUEUR_ADRESSE],
        repondre_a=une_ligne(courriel.repondre_a)[:LONGUEUR_ADRESSE],
        sujet=une_ligne(courriel.sujet)[:LONGUEUR_SUJET],
        corps=courriel.corps.replace("\x00", ""),
        pieces=list(courriel.pieces),
        message_id=f"<envoi-{uuid4()}@{_domaine()}>",
        cree_par=courriel.par,
        etat=Etat.REFUSE if erreur else Etat.A_ENVOYER,
        derniere_erreur=erreur,
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
