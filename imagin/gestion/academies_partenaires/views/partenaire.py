"""A partner: declared, changed, opened, closed, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from imagin.domaine.federation.actions import declarer_partenaire, supprimer_partenaire
from imagin.domaine.federation.queries import (
    academies_a_gerer,
    centres_ouverts,
    dernier_refus,
    etat_du_partenaire,
    partenaire_suivi,
)
from imagin.domaine.federation.rules import FederationRefusee
from imagin.gestion.academies_partenaires.forms import PartenaireForm
from imagin.gestion.academies_partenaires.lists import CENTRES, etat_en_clair
from imagin.gestion.academies_partenaires.views.communs import partenaire_ou_404
from imagin.socle.console.http import dire, dire_erreur, dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.jetons.cles import cles_publiees
from imagin.socle.listes.presentation import presenter
from imagin.socle.versions import ChangeeEntreTemps, version_de

if TYPE_CHECKING:
    from imagin.domaine.federation.models import Partenaire
    from imagin.domaine.perimetre.rules import Perimetre

CLES_OUBLIEES = "L'adresse a changé : le partenariat est fermé et ses clés sont oubliées. Relevez-les et confirmez-les."


class Declarer(View):
    """A new partner, or one that exists with all that is known of it.

    Guide: G4.6-08.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, cle: int | None = None) -> HttpResponse:
        connu = partenaire_ou_404(perimetre, cle) if cle else None
        return _ecran(request, perimetre, _form(perimetre, connu), connu)

    def post(self, request: HttpRequest, perimetre: Perimetre, cle: int | None = None) -> HttpResponse:
        connu = partenaire_ou_404(perimetre, cle) if cle else None
        form, lue = _form(perimetre, connu, request), request.POST.get("version")
        if not form.is_valid():
            return _ecran(request, perimetre, form, connu)
        try:
            declare = declarer_partenaire(perimetre, cle=cle, version=lue, **form.cleaned_data)
        except ChangeeEntreTemps as refus:
            form.add_error(None, str(refus))
            return _ecran(request, perimetre, form, connu, version=refus.version)
        except FederationRefusee as refus:
            form.add_error(None, str(refus))
            return _ecran(request, perimetre, form, connu)
        _dire(request, connu, declare)
        return redirect("academies_partenaires:partenaire", declare.pk)


def supprimer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Forget a partner with which nothing was exchanged."""
    partenaire_ou_404(perimetre, cle)
    try:
        partenaire = supprimer_partenaire(perimetre, cle=cle)
    except FederationRefusee as refus:
        dire_erreur(request, str(refus))
        return redirect("academies_partenaires:partenaire", cle)
    dire_succes(request, f"Partenaire supprimé : {partenaire}.")
    return redirect("academies_partenaires:partenaires")


def _dire(request: HttpRequest, connu: Partenaire | None, declare: Partenaire) -> None:
    dire_succes(request, f"Partenaire {'enregistré' if connu else 'déclaré'} : {declare}.")
    if connu and connu.adresse != declare.adresse:
        dire(request, CLES_OUBLIEES)
    elif not declare.cles:
        dire(request, "Relevez maintenant ses clés, et comparez les empreintes avec cette académie.")


def _form(perimetre: Perimetre, connu: Partenaire | None, request: HttpRequest | None = None) -> PartenaireForm:
    saisie = request.POST if request else None
    return PartenaireForm(saisie, academies=academies_a_gerer(perimetre), connu=connu)


def _ecran(
    request: HttpRequest, perimetre: Perimetre, form: PartenaireForm, connu: Partenaire | None, version: str = ""
) -> HttpResponse:
    contexte: dict[str, object] = {"form": form, "connu": connu}
    if connu:
        suivi = partenaire_suivi(perimetre, connu)
        lue = version or request.POST.get("version") or version_de(etat_du_partenaire(connu))
        contexte |= {
            "version": lue,
            "suivi": suivi,
            "etat_en_clair": etat_en_clair(suivi),
            "dernier_refus": dernier_refus(perimetre, connu) if suivi.refuses else "",
            "centres": presenter(CENTRES, centres_ouverts(perimetre, connu.pk), request.GET),
            "nos_cles": cles_publiees(),
        }
    return rendre_saisie(request, "academies_partenaires/partenaire.html", contexte, form)
