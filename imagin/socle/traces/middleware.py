"""Gives every change made by a request its actor: account, établissement, address of the screen."""

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponseBase


def acteur(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: `pghistory` writes the context into the transaction only when something is changed."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return suite(request)
        perimetre = getattr(request, "perimetre", None)
        with pghistory.context(
            auteur=getattr(perimetre, "auteur", "") or "", uai=getattr(perimetre, "uai", "") or "", ecran=request.path
        ):
            return suite(request)

    return intergiciel
