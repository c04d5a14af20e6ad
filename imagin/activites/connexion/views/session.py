"""What pages ask about the session, and what was posted after its end."""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from imagin.activites.connexion.places import perte
from imagin.activites.connexion.saisies import lignes_lisibles
from imagin.domaine.acces.actions import signaler_activite
from imagin.socle.acces.saisie import SERVICE, SaisieConservee, oublier_saisie_conservee, saisie_conservee
from imagin.socle.acces.session import noter_activite, secondes_restantes
from imagin.socle.console.http import dire


@never_cache
@require_http_methods(["GET", "POST"])
def etat(request: HttpRequest) -> JsonResponse:
    """Seconds left to the session, and why the place was lost, if it was. GET prolongs nothing; POST goes on.

    Guide: G1.3-03.
    """
    perimetre = getattr(request, "perimetre", None)
    if request.method == "POST" and noter_activite(request.session, pas=0) and perimetre is not None:
        signaler_activite(perimetre)
    perdue = perte(request) if perimetre is None and request.user.is_authenticated else ""
    return JsonResponse({"restant": secondes_restantes(request.session), "perdue": perdue})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def saisie(request: HttpRequest) -> HttpResponse:
    """« Votre saisie a été conservée : l'enregistrer maintenant ? » The form goes on to its own address.

    Guide: G1.3-03.
    """
    gardee = saisie_conservee(request.session)
    if gardee is None:
        return redirect("accueil:accueil")
    if gardee.compte != str(request.user.pk):
        oublier_saisie_conservee(request.session)
        return redirect("accueil:accueil")
    if getattr(request, "perimetre", None) is None:
        return redirect(f"{reverse('connexion:choix')}?{urlencode({'next': request.path})}")
    if request.method == "POST":
        return _conclure(request, gardee)
    contexte = {
        "saisie": gardee,
        "instant": datetime.fromtimestamp(gardee.instant, tz=UTC),
        "ici": gardee.service == request.session.get(SERVICE),
        "activite": _activite(gardee),
        "lisibles": lignes_lisibles(gardee.champs),
    }
    return render(request, "connexion/saisie.html", contexte)


def _conclure(request: HttpRequest, gardee: SaisieConservee) -> HttpResponse:
    """Give it up, or send what the page holds to the address of the form (307: same method, same data)."""
    if "abandonner" in request.POST:
        oublier_saisie_conservee(request.session)
        dire(request, "La saisie conservée a été abandonnée.")
        return redirect("accueil:accueil")
    if gardee.service != request.session.get(SERVICE):
        return redirect("connexion:saisie")
    oublier_saisie_conservee(request.session)
    return redirect(gardee.adresse, preserve_request=True)


def _activite(gardee: SaisieConservee) -> str:
    """What the form belongs to, as the menu says it."""
    try:
        vue = resolve(gardee.adresse.partition("?")[0]).func
    except Resolver404:
        return ""
    return getattr(getattr(vue, "activite", None), "libelle", "")
