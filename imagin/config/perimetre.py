"""Gives each request its perimeter: the service chosen at sign-in, checked again at every request."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.queries import perimetre_de
from imagin.domaine.acces.rules import Perimetre
from imagin.domaine.missions.queries import est_centre
from imagin.domaine.referentiel.queries import nom_academie
from imagin.socle.temps.horloge import aujourd_hui


def perimetre(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: `request.perimetre`, None while no service is chosen or when the delegation has ended."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        request.perimetre = _lire(request)  # type: ignore[attr-defined]
        return suite(request)

    return intergiciel


def _lire(request: HttpRequest) -> Perimetre | None:
    cle = request.session.get("service")
    if not cle or not isinstance(request.user, Compte):
        return None
    return perimetre_de(
        request.user,
        cle,
        jour=aujourd_hui(),
        academie=_nom_academie(settings.IMAGIN_ACADEMIE),
        est_centre=est_centre("etablissement_id"),
    )


_nom_academie = lru_cache(maxsize=4)(nom_academie)
