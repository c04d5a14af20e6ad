"""Views of « Accès autres académies »: the buttons, and what the other académie is told of who presses one."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

from imagin.domaine.federation.queries import academies_accessibles, partenaire_ouvert
from imagin.domaine.federation.rules import FederationRefusee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.console.http import dire_erreur

LONGUEUR_UAI = 8
PLUS_CENTRE = (
    "Votre établissement n'est pas, ou n'est plus, centre d'examen pour cette académie. Si le problème persiste, merci "
    "de le signaler au gestionnaire de votre académie."
)
INJOIGNABLE = (
    "L'académie {nom} n'est pas joignable pour le moment. Si le problème persiste, merci de le signaler au "
    "gestionnaire de votre académie."
)


def academies(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """A button for each académie of which the établissement is a centre; those that do not answer are grey.

    Guide: G4.6-01, G4.6-03.
    """
    contexte = {"academies": academies_accessibles(perimetre)}
    return render(request, "acces_autres_academies/academies.html", contexte)


@never_cache
def ouvrir(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """Go to the académie asked for, which asks us back who comes (`autoriser`); from the buttons only.

    Guide: G4.6-01, G4.6-03.
    """
    if _vient_d_un_formulaire(request):
        return redirect("acces_autres_academies:academies")
    code = request.GET.get("academie", "")
    voulue = next((academie for academie in academies_accessibles(perimetre) if academie.code == code), None)
    partenaire = partenaire_ouvert(code) if voulue and voulue.joignable else None
    if partenaire is None:
        dire_erreur(request, INJOIGNABLE.format(nom=voulue.nom) if voulue else PLUS_CENTRE)
        return redirect("acces_autres_academies:academies")
    entree = reverse("connexion:academie", args=[settings.IMAGIN_INSTANCE])
    return redirect(f"{partenaire.adresse}{entree}?{urlencode({'uai': perimetre.uai})}")


@never_cache
def autoriser(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """Tell an académie who comes, for the établissement that they work for here; then send them back to it.

    Browsers refuse to follow a form to another site: who has just signed in to come here goes on by a link.

    Guide: G4.6-02.
    """
    demandee = request.GET.get("client_id", "")
    academie = next((une for une in academies_accessibles(perimetre) if une.code == demandee), None)
    uai = request.GET.get("uai", "").upper()[:LONGUEUR_UAI]
    contexte = {"perimetre": perimetre, "academie": academie, "uai": uai, "adresse": request.get_full_path()}
    if uai != perimetre.uai:
        return render(request, "acces_autres_academies/autre_etablissement.html", contexte)
    if academie is None:
        return _refuser(request, PLUS_CENTRE)
    if request.headers.get("Sec-Fetch-Site") == "same-origin" and "continuer" not in request.GET:
        return render(request, "acces_autres_academies/continuer.html", contexte)
    fournir: Callable[[HttpRequest, Perimetre], HttpResponse] = import_string(settings.IMAGIN_FOURNISSEUR)
    try:
        return fournir(request, perimetre)
    except FederationRefusee as refus:
        return _refuser(request, str(refus))


def _vient_d_un_formulaire(request: HttpRequest) -> bool:
    """Has one just signed in to come here? Browsers follow no form to another site (Content-Security-Policy)."""
    referent = request.headers.get("Referer")
    return bool(referent) and urlsplit(referent).path != reverse("acces_autres_academies:academies")


def _refuser(request: HttpRequest, texte: str) -> HttpResponse:
    return render(request, "acces_autres_academies/refus.html", {"texte": texte}, status=403)
