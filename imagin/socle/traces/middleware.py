"""Gives every change made by a request its actor: account, établissement, address of the screen."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponseBase

from imagin.socle.traces.signature import VISITEUR


def acteur(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: `pghistory` writes the context into the transaction only when something is changed.

    Only a POST may change something: what another method writes has no author, and the database refuses it.
    """

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST":
            return suite(request)
        perimetre = getattr(request, "perimetre", None)
        auteur = getattr(perimetre, "auteur", "") or request.user.get_username() or VISITEUR
        with pghistory.context(auteur=auteur, uai=getattr(perimetre, "uai", "") or "", ecran=request.path):
            return suite(request)

    return intergiciel
