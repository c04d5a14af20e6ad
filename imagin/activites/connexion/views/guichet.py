"""Single sign-on: to the guichet and back, or by what the portal says of who comes through it."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imagin.activites.connexion.guichet import Relais, Retour, accueillir, expliquer, fournisseur, refuser
from imagin.activites.connexion.portail import SUJET
from imagin.activites.connexion.suite import adresse_interne
from imagin.domaine.acces.rules import IdentiteRecue, IdentiteRefusee
from imagin.socle.acces.middleware import ecriture_permise


@never_cache
@require_safe
def aller(request: HttpRequest) -> HttpResponseBase:
    """Send to the guichet, then back to `next`; by GET, so that another application may link to it.

    Guide: G2.1-02.
    """
    if not settings.IMAGIN_GUICHET:
        raise Http404
    nonce = get_random_string(32)
    try:
        reponse: HttpResponse = fournisseur(request).redirect(
            request,
            process="login",
            next_url=adresse_interne(request),
            data={"nonce": nonce},
            auth_params={"nonce": nonce},
        )
    except (OSError, LookupError, ValueError) as erreur:
        return expliquer(request, erreur)
    return reponse


@never_cache
@require_safe
def revenir(request: HttpRequest) -> HttpResponseBase:
    """Sign in who the guichet sends back. The protocol makes it a GET, good once: it alone may write.

    Guide: G2.1-04.
    """
    if not settings.IMAGIN_GUICHET:
        raise Http404
    with ecriture_permise():
        try:
            reponse: HttpResponse = Retour.adapter_view(Relais(request))(request)
        except (OSError, LookupError, ValueError) as erreur:
            return expliquer(request, erreur)
    return reponse


@never_cache
@require_safe
def entrer_par_le_portail(request: HttpRequest) -> HttpResponseBase:
    """Sign in who comes through the trusted portal, as its headers say; a GET too, since it is on their way.

    Guide: G2.1-04.
    """
    recue: IdentiteRecue | None = getattr(request, "identite_du_portail", None)
    if recue is None:
        return redirect("account_login")
    with ecriture_permise():
        try:
            compte = accueillir(request, recue)
        except IdentiteRefusee as refus:
            return refuser(request, str(refus), statut=403)
        reponse: HttpResponse = perform_login(request, compte, redirect_url=adresse_interne(request))
        request.session[SUJET] = recue.sujet
    return reponse
