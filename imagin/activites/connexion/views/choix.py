"""The choice of a service after sign-in, and the one connection per établissement."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from imagin.activites.connexion.places import CONNEXION, entrer, perte
from imagin.activites.connexion.suite import adresse_interne
from imagin.domaine.acces.queries import Service, services
from imagin.domaine.acces.rules import PlaceOccupee
from imagin.socle.acces.saisie import SERVICE, saisie_conservee
from imagin.socle.console.http import dire, dire_erreur
from imagin.socle.temps import aujourd_hui

PLUSIEURS = "plusieurs_services"


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def choix(request: HttpRequest) -> HttpResponse:
    """Services that the account may enter; a single one is entered at once. Also how one changes service.

    Guide: G2.1-01, G2.1-03, G2.1-04.
    """
    if request.user.doit_changer:  # type: ignore[union-attr]
        return redirect("account_change_password")
    offerts = services(request.user, aujourd_hui())  # type: ignore[arg-type]
    if request.session.get(PLUSIEURS) != (len(offerts) > 1):
        request.session[PLUSIEURS] = len(offerts) > 1
    perdue = _constater_la_perte(request)
    cles = {service.cle: service for service in offerts}
    demandee = request.POST.get("service", "") if request.method == "POST" else ""
    if request.method == "GET" and len(offerts) == 1 and not perdue:
        demandee = offerts[0].cle
    if demandee in cles:
        return entrer_ou_choisir(request, cles[demandee], offerts=offerts, perdue=perdue)
    if demandee:
        perdue = "Ce service ne vous est plus ouvert. Choisissez-en un dans la liste."
        dire_erreur(request, perdue)
    return page_du_choix(request, offerts, perdue=perdue)


def entrer_ou_choisir(
    request: HttpRequest,
    service: Service,
    *,
    offerts: list[Service] | None = None,
    perdue: str = "",
    arrivee: str = "",
) -> HttpResponse:
    """Enter, say so, go to `arrivee` or where one was going; or the choice, with who is in the way."""
    deja = request.session.get(SERVICE) == service.cle and getattr(request, "perimetre", None) is not None
    try:
        entrer(request, service.cle, reprendre="reprendre" in request.POST)
    except PlaceOccupee as occupee:
        siens = services(request.user, aujourd_hui()) if offerts is None else offerts  # type: ignore[arg-type]
        return page_du_choix(request, siens, perdue=perdue, occupee=occupee, voulu=service, suite=arrivee)
    if not deja:
        dire(request, f"Connexion établie : {service.libelle}, {service.detail}.")
    return redirect(arrivee or _suite(request))


def _constater_la_perte(request: HttpRequest) -> str:
    """Why the session no longer holds its place, said once; empty otherwise."""
    if getattr(request, "perimetre", None) is not None or CONNEXION not in request.session:
        return ""
    motif = perte(request)
    del request.session[CONNEXION]
    request.session.pop(SERVICE, None)
    if motif:
        dire_erreur(request, motif)
    return motif


def page_du_choix(
    request: HttpRequest,
    offerts: list[Service],
    *,
    perdue: str = "",
    occupee: PlaceOccupee | None = None,
    voulu: Service | None = None,
    suite: str = "",
) -> HttpResponse:
    """The services to choose from; why one was lost, or who is in the way; `suite` is where to go then."""
    contexte = {
        "services": offerts,
        "courant": request.session.get(SERVICE) if getattr(request, "perimetre", None) else "",
        "suite": suite or request.POST.get("next") or request.GET.get("next", ""),
        "perdue": perdue,
        "occupee": occupee,
        "voulu": voulu,
    }
    return render(request, "connexion/choix.html", contexte)


def _suite(request: HttpRequest) -> str:
    """The form kept if there is one; else where the caller was going, when it is a page of ours; else the home."""
    if saisie_conservee(request.session):
        return reverse("connexion:saisie")
    return adresse_interne(request) or reverse("accueil:accueil")
