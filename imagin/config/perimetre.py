"""Gives each request its perimeter: the service chosen at sign-in, checked again at every request."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from imagin.activites.connexion.places import CONNEXION, perimetre_du_service, prendre_place
from imagin.domaine.acces.actions import signaler_activite
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.rules import PlaceOccupee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.saisie import SERVICE


class DansUnPerimetre:
    """Middleware: `request.perimetre`; None while no service is chosen, or when delegation or place has been lost."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Read the perimeter before anything else."""
        vars(request)["perimetre"] = _lire(request)
        return self.suite(request)

    def process_view(self, request: HttpRequest, vue: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Keep the place of who is active, as often as the session notes it."""
        perimetre: Perimetre | None = getattr(request, "perimetre", None)
        if perimetre is not None and perimetre.connexion_id and getattr(request, "activite_notee", False):
            signaler_activite(perimetre)


def _lire(request: HttpRequest) -> Perimetre | None:
    cle = request.session.get(SERVICE)
    if not cle or not isinstance(request.user, Compte) or request.user.doit_changer:
        return None
    perimetre = perimetre_du_service(request, cle)
    if perimetre is None or not perimetre.est_etablissement or perimetre.connexion_id is not None:
        return perimetre
    return None if CONNEXION in request.session else _avec_une_place(request, perimetre)


def _avec_une_place(request: HttpRequest, perimetre: Perimetre) -> Perimetre | None:
    """A session that entered without a place takes one now, when it is free: nobody works for a school without it."""
    try:
        return perimetre.avec_place(prendre_place(request, perimetre))
    except PlaceOccupee:
        return None
