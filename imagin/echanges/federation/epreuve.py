"""The test button: what is wrong between us and a partner, in words, step by step."""

import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from imagin.domaine.federation.enums import Panne
from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.queries import partenaire_declare
from imagin.domaine.federation.rules import PartenaireInjoignable, Verification
from imagin.domaine.perimetre.rules import Perimetre
from imagin.echanges.federation.annonce import cles_publiees_de, exiger_une_cle_connue, lire_annonce
from imagin.echanges.federation.client import ouvrir
from imagin.echanges.federation.pannes import INTROUVABLE, injoignable

DELAIS = (3.05, 5.0)
EN_TOUT = 20.0  # seconds, for the conversation under our token
SES_CLES, NOS_CLES = "Ses clés", "Nos clés"
# The step that each failure belongs to; one of keys before ours are used is about theirs.
ETAPES = {
    Panne.DNS: "Nom",
    Panne.RESEAU: "Réseau",
    Panne.CERTIFICAT: "Certificat",
    Panne.HORLOGE: "Horloge",
    Panne.CLE: NOS_CLES,
    Panne.REFUS: "Partenariat",
    Panne.REPONSE: "Réponse",
}


def eprouver(perimetre: Perimetre, partenaire: int) -> list[Verification]:
    """Try each step in order and stop at the first that fails, which says what to do; nothing is written.

    Raises AccesRefuse, Partenaire.DoesNotExist.

    Guide: G4.6-08.
    """
    faites: list[Verification] = []
    try:
        for tenue in _etapes(_declare(perimetre, partenaire)):
            faites.append(tenue)  # noqa: PERF402  (those that held stay when a later one raises)
    except PartenaireInjoignable as echec:
        ses_cles = echec.panne == Panne.CLE and SES_CLES not in {faite.etape for faite in faites}
        etape = SES_CLES if ses_cles else ETAPES[echec.panne]
        faites.append(Verification(etape, reussi=False, phrase=str(echec), panne=echec.panne))
    return faites


def lire_cles(perimetre: Perimetre, partenaire: int) -> list[dict[str, Any]]:
    """The public keys at a partner's address, to be compared and confirmed; nothing is written.

    Raises AccesRefuse, Partenaire.DoesNotExist, PartenaireInjoignable.
    """
    return cles_publiees_de(_declare(perimetre, partenaire), delais=DELAIS)


def _declare(perimetre: Perimetre, cle: int) -> Partenaire:
    declare = partenaire_declare(perimetre, cle)
    if declare is None:
        raise Partenaire.DoesNotExist
    return declare


def _etapes(partenaire: Partenaire) -> Iterator[Verification]:
    """Each step that holds; raises PartenaireInjoignable at the first that does not."""
    debut, lue = time.monotonic(), urlsplit(partenaire.adresse)
    hote = str(lue.hostname)
    yield _tenue("Nom", f"{hote} est connu : {_resoudre(hote)}.")
    publiees = cles_publiees_de(partenaire, delais=DELAIS)
    yield _tenue("Réseau", f"{lue.netloc} répond.")
    if lue.scheme == "https":
        yield _tenue("Certificat", f"Le certificat de {hote} est accepté.")
    exiger_une_cle_connue(partenaire, publiees)
    yield _tenue(SES_CLES, "Elle publie une clé que vous avez confirmée.")
    with ouvrir(partenaire, delais=DELAIS, en_tout=EN_TOUT) as conversation:
        annonce = lire_annonce(conversation)
    yield _tenue("Horloge", f"Son horloge est à {abs(conversation.horloge or 0)} s de la nôtre.")
    yield _tenue(NOS_CLES, "Elle reconnaît notre clé.")
    yield _tenue("Partenariat", "Elle nous connaît comme partenaire ouvert.")
    duree = round((time.monotonic() - debut) * 1000)
    yield _tenue("Réponse", f"Tout répond : {annonce.nom}, version 1, {_centres(len(annonce.centres))}, en {duree} ms.")


def _tenue(etape: str, phrase: str) -> Verification:
    return Verification(etape, reussi=True, phrase=phrase)


def _resoudre(hote: str) -> str:
    """Its address; raises PartenaireInjoignable."""
    try:
        return str(socket.getaddrinfo(hote, None, type=socket.SOCK_STREAM)[0][4][0])
    except (OSError, UnicodeError) as erreur:
        raise injoignable(Panne.DNS, INTROUVABLE, hote=hote) from erreur


def _centres(nombre: int) -> str:
    if nombre == 0:
        return "aucun de nos établissements n'y est centre"
    return f"{nombre} de nos établissements y {'est centre' if nombre == 1 else 'sont centres'}"
