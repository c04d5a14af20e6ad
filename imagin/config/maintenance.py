"""The service stopped for a while by the administrateur (`IMAGIN_MAINTENANCE=oui`)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from imagin.activites.accueil import erreurs


def maintenance(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, below those that serve static files and set the content policy: 503 for all, without the database."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        return erreurs.maintenance(request) if settings.IMAGIN_MAINTENANCE else suite(request)

    return intergiciel
