"""One connection to a partner: bounded in time and in size, never redirected, its failures in words."""

import json
import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

from requests import PreparedRequest, RequestException, Response, Session
from requests.auth import AuthBase
from requests.exceptions import Timeout
from urllib3.exceptions import HTTPError

from imagin.echanges.federation.pannes import autre_chose, panne_du_reseau
from imagin.socle.temps import maintenant

Delais = tuple[float, float]
EN_TOUT = 3  # times the delay between two pieces, for an answer that drips
PLUS_GROS = 8 * 1024 * 1024  # bytes of an answer: the widest comparison is below 1 MB
MORCEAU = 65_536
LONGUEUR_DES_MOTS = 300
HORLOGE_AU_PLUS = 1_000_000_000  # seconds, some thirty years: further away is as wrong, and no column holds it


class PorteurDeJeton(AuthBase):
    """The bearer token, or none; given this way, no .netrc of the machine takes its place."""

    def __init__(self, jeton: str = "") -> None:
        self.jeton = jeton

    def __call__(self, requete: PreparedRequest) -> PreparedRequest:
        if self.jeton:
            requete.headers["Authorization"] = f"Bearer {self.jeton}"
        return requete


@dataclass(frozen=True)
class Recue:
    """An answer: its code, what it carries, how many seconds the clock of who answers is ahead (None: not said)."""

    code: int
    contenu: bytes
    horloge: int | None

    def objet(self) -> dict[str, Any]:
        """The JSON object that it carries; raises PartenaireInjoignable."""
        lu = self._lu()
        if not isinstance(lu, dict):
            raise autre_chose(f"code {self.code}, sans contenu lisible")
        return lu

    def mot(self, nom: str) -> str:
        """A text of that object; empty when there is none."""
        lu = self._lu()
        valeur = lu.get(nom) if isinstance(lu, dict) else None
        return valeur[:LONGUEUR_DES_MOTS] if isinstance(valeur, str) else ""

    def _lu(self) -> Any:
        try:
            return json.loads(self.contenu)
        except (ValueError, RecursionError):
            return None


class Liaison:
    """`delais`: seconds to connect, then between two pieces; `fin`: when all is to be over (`time.monotonic`)."""

    def __init__(self, adresse: str, session: Session, delais: Delais, fin: float | None = None) -> None:
        self._adresse, self._session, self._delais, self._fin = adresse, session, delais, fin

    def demander(self, methode: str, chemin: str, *, auth: AuthBase | None = None, **options: Any) -> Recue:
        """One request; raises PartenaireInjoignable unless an answer came whole."""
        debut, (joindre, attendre) = time.monotonic(), self._delais
        fin = min(self._fin or float("inf"), debut + EN_TOUT * attendre)
        try:
            with self._session.request(
                methode,
                self._adresse + chemin,
                auth=auth or PorteurDeJeton(),
                timeout=(max(0.01, min(joindre, fin - debut)), max(0.01, min(attendre, fin - debut))),
                headers={"Accept": "application/json"},
                allow_redirects=False,
                stream=True,
                **options,
            ) as reponse:
                contenu = self._lire(reponse, fin)
        except (RequestException, HTTPError) as erreur:
            raise panne_du_reseau(erreur, self._adresse) from erreur
        if 300 <= reponse.status_code < 400:
            raise autre_chose(f"elle renvoie ailleurs (code {reponse.status_code})")
        return Recue(reponse.status_code, contenu, _avance(reponse))

    def _lire(self, reponse: Response, fin: float) -> bytes:
        recu = bytearray()
        # What has come, not a whole piece: who drips would hold us for as long as they like.
        while morceau := reponse.raw.read1(MORCEAU, decode_content=True):
            recu += morceau
            if len(recu) > PLUS_GROS:
                raise autre_chose("une réponse trop longue")
            if time.monotonic() > fin:
                raise panne_du_reseau(Timeout(), self._adresse)
        return bytes(recu)


def _avance(reponse: Response) -> int | None:
    """Seconds that the clock of who answered is ahead of ours; None when it does not say."""
    try:
        date = parsedate_to_datetime(reponse.headers["Date"])
    except (KeyError, ValueError, TypeError, OverflowError):
        return None
    avance = round((date.replace(tzinfo=date.tzinfo or UTC) - maintenant()).total_seconds())
    return max(-HORLOGE_AU_PLUS, min(HORLOGE_AU_PLUS, avance))
