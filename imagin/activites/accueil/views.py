"""Home, and the choice of a service after sign-in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from imagin.domaine.acces.queries import services
from imagin.socle.console.http import dire, dire_erreur
from imagin.socle.temps import aujourd_hui


def accueil(request: HttpRequest) -> HttpResponse:
    """The screen one lands on.

    Guide: § 2.2.
    """
    return render(request, "accueil/accueil.html")


@login_required
@require_http_methods(["GET", "POST"])
def choix(request: HttpRequest) -> HttpResponse:
    """Services that the account may enter; a single one is entered at once.

    Guide: G2.1-01, G2.1-04.
    """
    offerts = services(request.user, aujourd_hui())  # type: ignore[arg-type]
    cles = {service.cle: service for service in offerts}
    demandee = request.POST.get("service", "") if request.method == "POST" else ""
    if len(offerts) == 1 and not request.session.get("service"):
        demandee = offerts[0].cle
    if demandee in cles:
        request.session["service"] = demandee
        dire(request, f"Vous êtes connecté : {cles[demandee].libelle}, {cles[demandee].detail}.")
        return redirect(_suite(request))
    if demandee:
        dire_erreur(request, "Ce service ne vous est plus ouvert. Choisissez-en un dans la liste.")
    return render(request, "accueil/choix.html", {"services": offerts, "suite": request.GET.get("next", "")})


def _suite(request: HttpRequest) -> str:
    """Where the caller was going before signing in, when that is a page of ours; else the home."""
    suite = request.POST.get("next") or request.GET.get("next") or ""
    interne = url_has_allowed_host_and_scheme(suite, {request.get_host()}, require_https=request.is_secure())
    return suite if suite and interne else "accueil:accueil"
