"""Refusals that any screen may meet, as pages: activity closed, right missing, object of another perimeter."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from imagin.activites.accueil.erreurs import acces_refuse, methode_refusee
from imagin.activites.connexion.journal import noter
from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.perimetre.rules import AccesRefuse
from imagin.socle.acces.routes import ActiviteFermee
from imagin.socle.console.http import dire_erreur


class RefusEnConsole:
    """Middleware: ActiviteFermee and AccesRefuse become a 403 page and a line of the console, 405 becomes a page."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.suite = suite

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reponse = self.suite(request)
        if isinstance(reponse, HttpResponseNotAllowed) and not reponse.content:
            return methode_refusee(request, reponse["Allow"])
        return reponse

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Turn a refusal of a lower floor into its page; anything else is left to Django."""
        if isinstance(exception, ActiviteFermee | AccesRefuse | PermissionDenied):
            noter(request, NatureSecurite.REFUS)
        if not isinstance(exception, ActiviteFermee | AccesRefuse):
            return None
        dire_erreur(request, str(exception))
        return acces_refuse(request, PermissionDenied(str(exception)))
