"""HTTPS: one PUT a message, over one connection; the server's certificate is always verified."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from requests import PreparedRequest, RequestException, Response, Session
from requests.auth import AuthBase
from requests.exceptions import SSLError

from imagin.echanges.santorin.reglages import Adresse
from imagin.socle.envois.erreurs import EchecDuCanal, EchecTemporaire, Refus
from imagin.socle.envois.models import Envoi

CONNEXION, REPONSE = 10, 60  # seconds
LONGUEUR_DES_MOTS = 300
# 409: taken at an earlier attempt, whose answer was lost.
PRIS = {200, 201, 204, 409}
REFUSES = {400, 422}
# This message may be the cause: the others are tried.
PLUS_TARD = {408, 425, 500}
FERMES = {
    401: "le jeton (IMAGIN_SANTORIN_SECRET) n'est pas accepté",
    403: "ce compte n'a pas le droit de déposer",
    404: "l'adresse (IMAGIN_SANTORIN) n'est pas la bonne",
    429: "trop de messages à la fois",
    502: "le service est arrêté",
    503: "le service est arrêté",
    504: "le service ne répond pas",
}


class Porteur(AuthBase):
    """The bearer token; given this way, no .netrc of the machine takes its place."""

    def __call__(self, requete: PreparedRequest) -> PreparedRequest:
        requete.headers["Authorization"] = f"Bearer {settings.IMAGIN_SANTORIN_SECRET}"
        return requete


class CanalHttps:
    """The channel by HTTPS."""

    def __init__(self, base: str, session: Session) -> None:
        self._base, self._session = base, session

    def preparer(self, envoi: Envoi) -> bytes:
        """The message, as it was composed."""
        return envoi.corps.encode()

    def remettre(self, envoi: Envoi, contenu: bytes, engager: Callable[[], None]) -> str:
        """PUT the message under its identifier; raises what the answer means (`_juger`)."""
        engager()
        try:
            reponse = self._session.put(
                f"{self._base}/messages/{envoi.message_id}",
                data=contenu,
                headers={"Content-Type": "application/json"},
                auth=Porteur(),
                timeout=(CONNEXION, REPONSE),
                verify=settings.IMAGIN_SANTORIN_AUTORITE or True,
                allow_redirects=False,
            )
        except SSLError as erreur:
            raise EchecDuCanal("SANTORIN : le certificat du serveur n'est pas reconnu.") from erreur
        except RequestException as erreur:
            raise EchecDuCanal(f"SANTORIN ne répond pas ({type(erreur).__name__}).") from erreur
        _juger(reponse)
        return ""


@contextmanager
def ouvrir_https(adresse: Adresse) -> Iterator[CanalHttps]:
    """The channel for one round."""
    with Session() as session:
        yield CanalHttps(adresse.texte, session)


def _juger(reponse: Response) -> None:
    """Let an acknowledgement pass; else raise Refus with SANTORIN's words, EchecTemporaire or EchecDuCanal.

    Those words stay on the row: they may name somebody, and a failing channel is written to the log.
    """
    code = reponse.status_code
    if code in PRIS:
        return
    if code in REFUSES:
        raise Refus(f"Refusé par SANTORIN : {_mots(reponse)}")
    if code in PLUS_TARD:
        raise EchecTemporaire(f"SANTORIN n'a pas pu prendre le message : réponse {code}.")
    raise EchecDuCanal(f"SANTORIN n'a pas pris le message : {FERMES.get(code, 'réponse inattendue')} ({code}).")


def _mots(reponse: Response) -> str:
    """The reason: `motif` of a JSON object, else the text itself."""
    try:
        motif = str(reponse.json()["motif"])
    except (ValueError, TypeError, KeyError):
        motif = reponse.text
    return motif.strip()[:LONGUEUR_DES_MOTS] or "sans motif"
