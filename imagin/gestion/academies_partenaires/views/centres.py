"""Établissements of a partner that are centres here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from imagin.domaine.federation.actions import fermer_centre, ouvrir_centre
from imagin.domaine.federation.queries import centres_possibles
from imagin.domaine.federation.rules import FederationRefusee
from imagin.gestion.academies_partenaires.views.communs import partenaire_ou_404
from imagin.socle.console.http import dire_erreur, dire_succes

if TYPE_CHECKING:
    from imagin.domaine.perimetre.rules import Perimetre


def ouvrir(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Declare a centre, by its UAI.

    Guide: G4.6-01.
    """
    partenaire_ou_404(perimetre, cle)
    try:
        ouvert = ouvrir_centre(perimetre, partenaire=cle, uai=request.POST.get("uai", ""))
    except FederationRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        dire_succes(request, f"Centre déclaré : {ouvert}.")
    return _vers_les_centres(cle)


def fermer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """It is a centre no more."""
    partenaire_ou_404(perimetre, cle)
    uai = request.POST.get("uai", "")
    fermer_centre(perimetre, partenaire=cle, uai=uai)
    dire_succes(request, f"{uai} n'est plus centre ici.")
    return _vers_les_centres(cle)


def _vers_les_centres(cle: int) -> HttpResponse:
    """The page of the partner, where its centres are."""
    return redirect(f"{reverse('academies_partenaires:partenaire', args=[cle])}#centres-ici")


def centres_proposes(request: HttpRequest, perimetre: Perimetre, cle: int) -> JsonResponse:
    """Its établissements whose name, town or UAI is as typed: the field receives the UAI."""
    partenaire_ou_404(perimetre, cle)
    lieux = centres_possibles(perimetre, partenaire=cle, texte=request.GET.get("q", ""))
    return JsonResponse([{"id": lieu.uai, "libelle": lieu.uai, "detail": lieu.libelle} for lieu in lieux], safe=False)
