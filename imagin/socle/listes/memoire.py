"""Where one comes back to: the address with which each list was last drawn, kept in the session.

Scripts keep it too, for each tab of the browser (`retour.js`); this is what « Retour » says without them.
"""

from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from imagin.socle.ui.volet import ENTETE_REDIRECTION

CLE = "listes"
LISTES_GARDEES = 20  # the oldest is forgotten: a session stays small
LONGUEUR = 2_000  # of a query that is worth keeping


def retenir(request: HttpRequest) -> None:
    """Note that a list was drawn at this address."""
    session: SessionBase | None = getattr(request, "session", None)
    if session is None or request.method != "GET":
        return
    gardees: dict[str, str] = session.get(CLE, {})
    requete = request.META.get("QUERY_STRING", "")[:LONGUEUR]
    if requete == gardees.get(request.path, ""):
        return
    autres = [(chemin, q) for chemin, q in gardees.items() if chemin != request.path]
    neuve = [(request.path, requete)] if requete else []
    session[CLE] = dict([*autres, *neuve][-LISTES_GARDEES:])


def adresse_gardee(request: HttpRequest, chemin: str) -> str:
    """That path, with the filters, search and sort with which its list was last drawn."""
    session: SessionBase | None = getattr(request, "session", None)
    requete = session.get(CLE, {}).get(chemin, "") if session is not None else ""
    return f"{chemin}?{requete}" if requete else chemin


def adresse_d_ou_l_on_vient(request: HttpRequest, chemin: str) -> str:
    """That path as the page that sent this request showed it, when it is that page; else as the session keeps it."""
    page = request.headers.get("Referer", "")
    debut, _, requete = page.partition("?")
    ici = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    if ici and debut == request.build_absolute_uri(chemin):
        return f"{chemin}?{requete}" if requete else chemin
    return adresse_gardee(request, chemin)


def retour_a_la_liste(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: what was done from a list, or under it, leads back to the list with its filters, search and sort."""

    def repondre(request: HttpRequest) -> HttpResponseBase:
        reponse = suite(request)
        for entete in ("Location", ENTETE_REDIRECTION) if request.method == "POST" else ():
            vers = reponse.headers.get(entete, "")
            if vers.startswith("/") and not {"?", "#"} & set(vers):
                reponse.headers[entete] = adresse_d_ou_l_on_vient(request, vers)
        return reponse

    return repondre
