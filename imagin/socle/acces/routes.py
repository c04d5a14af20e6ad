"""Routes are made here and nowhere else, so that none exists without an activity and roles."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, resolve_url
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from imagin.socle.acces.activite import Activite
from imagin.socle.acces.requete import suivie
from imagin.socle.acces.saisie import avait_une_session, conserver

Vue = Callable[..., HttpResponseBase]


class ActiviteFermee(Exception):
    """The caller may not enter this activity now; the message says why and what to do."""


class Porte(Protocol):
    """What a view is asked to be allowed through: the provider of settings.IMAGIN_PORTE."""

    def __call__(self, perimetre: Any, activite: Activite) -> str:
        """Reason for a refusal in French, or an empty string."""


def route(activite: Activite, motif: str, vue: Vue, nom: str, *, methodes: tuple[str, ...] = ("GET",)) -> URLPattern:
    """A URL of an activity: signed-in caller with a perimeter, role and opening checked before the view runs.

    The view is called `vue(request, perimetre, …)`, a class's methods too: no view looks for who asks by itself.
    It answers `methodes`, and HEAD when GET is one of them; the route answers all others by itself.
    """

    @wraps(vue)
    def gardee(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if reponse := _autre_methode(request, methodes):
            return reponse
        perimetre: object = getattr(request, "perimetre", None)
        if perimetre is None or not request.user.is_authenticated:
            return _vers_l_entree(request)
        if refus := _porte()(perimetre, activite):
            raise ActiviteFermee(refus)
        suivie(request).activite = activite
        return vue(request, perimetre, *args, **kwargs)

    vars(gardee).update(activite=activite, methodes=methodes)
    return path(motif, gardee, name=nom)


def publique(
    motif: str,
    vue: Vue,
    nom: str,
    *,
    raison: str,
    methodes: tuple[str, ...] = ("GET",),
    arriere_plan: bool = False,
) -> URLPattern:
    """A URL that needs no perimeter (sign-in, choice of a service…); `raison` says why, `methodes` as for a route.

    Requests to an `arriere_plan` one are made by pages, not by people: they do not prolong the session.
    """

    @wraps(vue)
    def ouverte(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if reponse := _autre_methode(request, methodes):
            return reponse
        return vue(request, *args, **kwargs)

    vars(ouverte).update(publique=raison, methodes=methodes, arriere_plan=arriere_plan)
    return path(motif, ouverte, name=nom)


def machine(motif: str, vue: Vue, nom: str, *, raison: str, methodes: tuple[str, ...]) -> URLPattern:
    """A URL that programs call, not people: no session, no perimeter of the browser, no token of a form.

    The view authenticates its caller by itself; `raison` says how. What writes is a POST, as everywhere.
    """

    @wraps(vue)
    def appelee(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if reponse := _autre_methode(request, methodes):
            return reponse
        return vue(request, *args, **kwargs)

    vars(appelee).update(machine=raison, methodes=methodes, arriere_plan=True, csrf_exempt=True)
    return path(motif, appelee, name=nom)


def _autre_methode(request: HttpRequest, methodes: tuple[str, ...]) -> HttpResponse | None:
    """The answer to a method that the view does not expect, OPTIONS included; None when the view must answer.

    No view ever sees OPTIONS: Django lets it through without looking for the token of a form.
    """
    permises = (*methodes, *(["HEAD"] if "GET" in methodes else []), "OPTIONS")
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(permises)})
    return None if request.method in permises else HttpResponseNotAllowed(methodes)


def _vers_l_entree(request: HttpRequest) -> HttpResponseBase:
    """Sign-in, or choice of a service, then back to what was asked; a form already filled is kept until then.

    Guide: G1.3-03.
    """
    if conserver(request):
        suite = reverse(settings.IMAGIN_SAISIE_CONSERVEE)
    else:
        suite = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    if not request.user.is_authenticated:
        expiree = {"expiree": "1"} if avait_une_session(request) else {}
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': suite, **expiree}, doseq=True)}")
    return redirect(f"{resolve_url(settings.LOGIN_REDIRECT_URL)}?{urlencode({'next': suite})}")


def _porte() -> Porte:
    porte: Porte = import_string(settings.IMAGIN_PORTE)
    return porte
