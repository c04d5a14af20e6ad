"""The console of the connection that made the request.

The key is a random token kept in the session, not the session key: it survives the renewal of the key at sign-in,
and goes with the session at sign-out. Speak after the transaction that failed, never inside it: a message written
there would be rolled back with the rest.
"""

from collections.abc import Iterable
from secrets import token_urlsafe

from django.http import HttpRequest

from imagin.socle.console import messages
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.models import Message

CLE_DE_SESSION = "console"
DITES = "console_dites"  # what the request has told: an attribute of it


def dire(request: HttpRequest, texte: str) -> None:
    """Tell an information."""
    dire_tout(request, [(GenreMessage.INFORMATION, texte)])


def dire_succes(request: HttpRequest, texte: str) -> None:
    """Tell that what was asked is done."""
    dire_tout(request, [(GenreMessage.SUCCES, texte)])


def dire_erreur(request: HttpRequest, texte: str) -> None:
    """Tell an error; the console writes « Erreur : » before it."""
    dire_tout(request, [(GenreMessage.ERREUR, texte)])


def dire_tout(request: HttpRequest, lignes: Iterable[tuple[GenreMessage, str]]) -> None:
    """Tell many things in one go, the first being the oldest."""
    dites = list(lignes)
    if not dites:
        return
    messages.noter_tout(_connexion(request), dites)
    setattr(request, DITES, [*_dites(request), *(texte for _, texte in dites)])


def deja_dit(request: HttpRequest, texte: str) -> bool:
    """Has this request told that already?"""
    return texte in _dites(request)


def messages_de_la_requete(request: HttpRequest) -> list[Message]:
    """What this very request has told, newest first: what a side sheet hands to the console of its page."""
    nombre = len(_dites(request))
    return messages_de(request, nombre) if nombre else []


def messages_de(request: HttpRequest, nombre: int = messages.NOMBRE_AFFICHE) -> list[Message]:
    """The newest messages of the connection, newest first; reads only, so that a GET writes nothing."""
    connexion = request.session.get(CLE_DE_SESSION)
    return messages.derniers(connexion, nombre) if connexion else []


def oublier_console(request: HttpRequest) -> None:
    """Forget the messages of the connection: to call when it signs out, before the session is emptied."""
    connexion = request.session.pop(CLE_DE_SESSION, None)
    if connexion:
        messages.oublier(connexion)


def _dites(request: HttpRequest) -> list[str]:
    return getattr(request, DITES, [])


def _connexion(request: HttpRequest) -> str:
    """The token of the session's console, drawn at its first message."""
    if CLE_DE_SESSION not in request.session:
        request.session[CLE_DE_SESSION] = token_urlsafe(32)
    return str(request.session[CLE_DE_SESSION])
