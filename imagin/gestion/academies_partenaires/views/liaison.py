"""What passes between us and a partner: its keys, the test, what it refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views import View

from imagin.domaine.federation.actions import epingler_cles, relancer_envois_refuses
from imagin.domaine.federation.rules import FederationRefusee, PartenaireInjoignable, cles_lisibles
from imagin.gestion.academies_partenaires.views.communs import partenaire_ou_404
from imagin.socle.console.http import dire, dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.federation.models import Partenaire
    from imagin.domaine.perimetre.rules import Perimetre

NON_COMPAREES = "Cochez la case une fois les empreintes comparées avec cette académie, par téléphone par exemple."
AUTRES = "Les clés publiées ont changé depuis que cette page les a montrées : comparez de nouveau les empreintes."


class Cles(View):
    """The keys that a partner publishes now, to be compared by people, then kept.

    Guide: G4.6-08.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
        return _montrer_cles(request, perimetre, partenaire_ou_404(perimetre, cle))

    def post(self, request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
        partenaire = partenaire_ou_404(perimetre, cle)
        if "comparees" not in request.POST:
            return _montrer_cles(request, perimetre, partenaire, NON_COMPAREES)
        publiees, refus = _publiees(perimetre, partenaire)
        if not refus and {lue["kid"] for lue in publiees} != set(request.POST.getlist("empreintes")):
            refus = AUTRES
        if refus:
            return _rendre_cles(request, partenaire, publiees, refus)
        epingler_cles(perimetre, cle=cle, cles=publiees, confirmees=True)
        dire_succes(request, f"Clés de {partenaire} confirmées.")
        if not partenaire.active:
            dire(request, "Le partenariat peut être ouvert : cochez « Partenariat ouvert », puis enregistrez.")
        return rediriger(request, reverse("academies_partenaires:partenaire", args=[cle]))


def epreuve(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Each step of the way to a partner, in words.

    Guide: G4.6-08.
    """
    partenaire = partenaire_ou_404(perimetre, cle)
    verifications = import_string(settings.IMAGIN_EPREUVE_PARTENAIRE)(perimetre, cle)
    contexte = {"partenaire": partenaire, "verifications": verifications}
    return render(request, "academies_partenaires/epreuve.html", contexte)


def relancer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Send again what it refused."""
    partenaire = partenaire_ou_404(perimetre, cle)
    nombre = relancer_envois_refuses(perimetre, cle=cle)
    if nombre:
        dire_succes(request, f"{nombre} message{'s' if nombre > 1 else ''} à {partenaire} : nouvel envoi demandé.")
    else:
        dire(request, f"Aucun message refusé par {partenaire} n'est à envoyer de nouveau.")
    return redirect("academies_partenaires:partenaire", cle)


def _montrer_cles(request: HttpRequest, perimetre: Perimetre, partenaire: Partenaire, refus: str = "") -> HttpResponse:
    publiees, panne = _publiees(perimetre, partenaire)
    return _rendre_cles(request, partenaire, publiees, refus or panne)


def _publiees(perimetre: Perimetre, partenaire: Partenaire) -> tuple[list[dict[str, Any]], str]:
    """What it publishes; nothing, and why in words, when that cannot be read."""
    try:
        return [*cles_lisibles(import_string(settings.IMAGIN_LECTURE_CLES)(perimetre, partenaire.pk))], ""
    except (PartenaireInjoignable, FederationRefusee) as refus:
        return [], str(refus)


def _rendre_cles(
    request: HttpRequest, partenaire: Partenaire, publiees: list[dict[str, Any]], refus: str
) -> HttpResponse:
    tenues = {tenue["kid"] for tenue in partenaire.cles}
    lignes = [(lue["kid"], lue["kid"] in tenues) for lue in publiees]
    contexte = {"partenaire": partenaire, "cles": lignes, "refus": refus}
    return rendre_saisie(request, "academies_partenaires/cles.html", contexte, refus)
