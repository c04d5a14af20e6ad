"""A form whose token is refused: nearly always one left open while its owner signed in again elsewhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from imagin.activites.accueil import erreurs
from imagin.activites.connexion.journal import noter
from imagin.domaine.acces.enums import NatureSecurite
from imagin.socle.acces.saisie import conserver, vient_d_ici


def jeton_refuse(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Keep what was posted from one of our pages, for its author to confirm; refuse anything else.

    Nothing is done with it here: the confirmation is a form of ours, with a token of its own.

    Guide: G1.3-03.
    """
    gardee = getattr(request.resolver_match and request.resolver_match.func, "activite", None)
    if gardee is not None and vient_d_ici(request) and conserver(request):
        return redirect(settings.IMAGIN_SAISIE_CONSERVEE)
    noter(request, NatureSecurite.REFUS)
    return erreurs.jeton_refuse(request, reason)
