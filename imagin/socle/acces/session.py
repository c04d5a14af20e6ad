"""A session lasts 30 minutes without activity (G1.3-03), 12 hours at most. The server decides; pages only show it.

The instant of the last activity is kept in the session, written at most once a minute: a session ends 30 minutes after
the last activity, at most a minute sooner. Requests that pages make by themselves (`arriere_plan` routes) do not count.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase

from imagin.socle.acces.requete import suivie
from imagin.socle.temps import maintenant

ACTIVITE = "activite"
DEBUT = "debut"
PAS = 60  # seconds between two writings of the last activity


def secondes_restantes(session: SessionBase) -> int:
    """Seconds before this session ends, for want of activity or of old age; 0 for somebody who is not signed in."""
    if SESSION_KEY not in session:
        return 0
    return max(0, min(settings.SESSION_COOKIE_AGE - _silence(session), settings.IMAGIN_DUREE_MAXIMALE - _age(session)))


def noter_activite(session: SessionBase, *, pas: int = PAS) -> bool:
    """Note that the person is there; True when it was written, False when that was done less than `pas` seconds ago."""
    if SESSION_KEY not in session or (ACTIVITE in session and _silence(session) < pas):
        return False
    session[ACTIVITE] = _instant()
    session.setdefault(DEBUT, session[ACTIVITE])
    return True


class Inactivite:
    """Middleware, right after Django's sessions: forgets a session silent for too long, notes activity.

    The row of a session that ended is left to the purge: it says whose the data of a late POST are (`saisie`).
    """

    def __init__(self, suite: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Start from an empty session when the one that comes is over."""
        if SESSION_KEY in request.session and not secondes_restantes(request.session):
            request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        return self.suite(request)

    def process_view(self, request: HttpRequest, vue: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Note the activity, once the view is known; `request.activite_notee` says that it was written."""
        if not getattr(vue, "arriere_plan", False):
            suivie(request).activite_notee = noter_activite(request.session)


def _silence(session: SessionBase) -> int:
    """Seconds since the last activity; none for a session that has just begun."""
    return _instant() - int(session.get(ACTIVITE, _instant()))


def _age(session: SessionBase) -> int:
    """Seconds since its holder signed in."""
    return _instant() - int(session.get(DEBUT, _instant()))


def _instant() -> int:
    return int(maintenant().timestamp())
