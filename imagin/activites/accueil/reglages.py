"""The screen of the display settings, for everybody, signed in or not."""

from dataclasses import asdict
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from imagin.activites.accueil.forms import ReglagesForm
from imagin.activites.accueil.informations import gabarit
from imagin.activites.accueil.temoin import lire_temoin, poser_temoin
from imagin.domaine.acces.actions import regler_affichage
from imagin.domaine.acces.queries import reglages_du_compte
from imagin.domaine.acces.rules import Reglages, reglages_de
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.console.http import dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.volet import rediriger


def reglages_de_la_requete(request: HttpRequest) -> Reglages:
    """The person's own settings once they are signed in and have chosen some; else the browser's."""
    return reglages_du_compte(getattr(request, "user", None)) or lire_temoin(request)


@require_http_methods(["GET", "POST"])
def regler(request: HttpRequest) -> HttpResponse:
    """Show the settings, keep them, and go back to the screen one came from.

    Guide: G1.3-01.
    """
    if request.method == "POST":
        form = ReglagesForm({} if "defaut" in request.POST else request.POST)
        if form.is_valid():
            return _retenir(request, reglages_de(form.cleaned_data))
    else:
        form = ReglagesForm(initial=asdict(reglages_de_la_requete(request)))
    contexte = {"form": form, "suite": _d_ou_l_on_vient(request), **gabarit(request)}
    return rendre_saisie(request, "accueil/reglages.html", contexte, form)


def _retenir(request: HttpRequest, reglages: Reglages) -> HttpResponse:
    perimetre: Perimetre | None = getattr(request, "perimetre", None)
    if perimetre is not None:
        regler_affichage(perimetre, reglages=reglages)
        dire_succes(request, "Vos réglages d'affichage sont enregistrés.")
    reponse = rediriger(request, _d_ou_l_on_vient(request))
    poser_temoin(reponse, reglages)
    return reponse


def _d_ou_l_on_vient(request: HttpRequest) -> str:
    """The page of ours where the settings were asked for; the home when it is not known."""
    suite = request.POST.get("suite") or request.headers.get("Referer", "")
    if not _est_d_ici(request, suite):
        return reverse("accueil:accueil")
    adresse = urlsplit(suite)
    chemin = f"{adresse.path}?{adresse.query}" if adresse.query else adresse.path or "/"
    # What is left without its host is an address in its own right: « //elsewhere » leads elsewhere.
    return reverse("accueil:accueil") if adresse.path == request.path or not _est_d_ici(request, chemin) else chemin


def _est_d_ici(request: HttpRequest, adresse: str) -> bool:
    return bool(adresse) and url_has_allowed_host_and_scheme(
        adresse, {request.get_host()}, require_https=request.is_secure()
    )
