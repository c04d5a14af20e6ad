"""Delivery by files: `depot/` is where IMAG'IN lays messages, `accuses/` where SANTORIN answers under the same names.

A row is sent once its answer is there. Both folders are listed once a round, so that five hundred rows that wait for
an answer cost two requests, not five hundred.
"""

import json
from collections.abc import Callable
from typing import Protocol

from imagin.socle.envois.erreurs import EchecDuCanal, EchecTemporaire, Refus
from imagin.socle.envois.models import Envoi

DEPOT, ACCUSES = "depot", "accuses"
PRIS, REFUSE = "PRIS", "REFUSE"
ATTENDU = "Déposé : l'accusé de réception de SANTORIN est attendu."
LONGUEUR_DES_MOTS = 300


class Casier(Protocol):
    """A place for files, on this machine or another. Each method raises OSError when the place does not answer."""

    def lister(self, dossier: str) -> set[str]:
        """Names of the files of a folder."""

    def lire(self, dossier: str, nom: str) -> bytes:
        """Content of a file."""

    def poser(self, dossier: str, nom: str, contenu: bytes) -> None:
        """Lay a file whole or not at all: under a name that begins with a dot, then the true one."""

    def retirer(self, dossier: str, nom: str) -> None:
        """Take a file away; nothing when it is not there."""


class DepotDeFichiers:
    """The channel by files."""

    def __init__(self, casier: Casier) -> None:
        self._casier = casier
        self._listes: dict[str, set[str]] = {}

    def preparer(self, envoi: Envoi) -> bytes:
        """The message, as it was composed."""
        return envoi.corps.encode()

    def remettre(self, envoi: Envoi, contenu: bytes, engager: Callable[[], None]) -> str:
        """Read the answer if it is there; else lay the message unless it lies there already, and wait.

        Raises Refus in SANTORIN's words, EchecTemporaire while the answer is awaited, EchecDuCanal when the place does
        not answer.
        """
        nom = nom_de_depot(envoi)
        try:
            if nom in self._liste(ACCUSES):
                engager()
                return self._conclure(nom)
            if nom not in self._liste(DEPOT):
                engager()
                self._casier.poser(DEPOT, nom, contenu)
        except OSError as erreur:
            raise EchecDuCanal(f"Le dépôt de SANTORIN n'est pas accessible : {erreur}") from erreur
        raise EchecTemporaire(ATTENDU)

    def _liste(self, dossier: str) -> set[str]:
        """The folder as it was when the round first asked."""
        if dossier not in self._listes:
            self._listes[dossier] = self._casier.lister(dossier)
        return self._listes[dossier]

    def _conclure(self, nom: str) -> str:
        """What the answer says; both files have served."""
        resultat, motif = _lire_accuse(self._casier.lire(ACCUSES, nom))
        self._casier.retirer(DEPOT, nom)
        self._casier.retirer(ACCUSES, nom)
        if resultat == REFUSE:
            raise Refus(f"Refusé par SANTORIN : {motif}")
        return ""


def nom_de_depot(envoi: Envoi) -> str:
    """Sorts in the order of the decisions, and says the message's identifier."""
    return f"{envoi.pk:012}-{envoi.message_id}.json"


def _lire_accuse(octets: bytes) -> tuple[str, str]:
    """Result and reason; raises EchecTemporaire for what is no answer: SANTORIN may write it again."""
    try:
        accuse = json.loads(octets)
        resultat, motif = accuse["resultat"], str(accuse.get("motif") or "sans motif")
    except (ValueError, TypeError, KeyError, AttributeError):
        resultat, motif = None, ""
    if resultat not in {PRIS, REFUSE}:
        raise EchecTemporaire("L'accusé de réception de SANTORIN est illisible : il sera relu.")
    return resultat, motif[:LONGUEUR_DES_MOTS]
