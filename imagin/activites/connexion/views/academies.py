"""Coming in from another académie, by « Accès autres académies » there, and leaving."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imagin.activites.connexion.academies import (
    PAR_ACADEMIE,
    PERDUE,
    SUITE,
    AcademieGarante,
    RelaisPartenaire,
    academie_attendue,
    nom_d_ici,
    refuser,
)
from imagin.activites.connexion.guichet import Retour
from imagin.activites.connexion.views.choix import entrer_ou_choisir
from imagin.domaine.acces.queries import service_de_l_etablissement
from imagin.domaine.federation.queries import partenaire_du_centre
from imagin.domaine.federation.rules import PAS_CENTRE
from imagin.socle.acces.middleware import ecriture_permise
from imagin.socle.temps import aujourd_hui

LONGUEUR_UAI = 8


@never_cache
@require_safe
def aller(request: HttpRequest, code: str) -> HttpResponseBase:
    """From a button of the académie `code`: back to it, to be told who comes for the établissement `uai`.

    Guide: G4.6-02.
    """
    uai = request.GET.get("uai", "").strip().upper()[:LONGUEUR_UAI]
    partenaire = partenaire_du_centre(code, uai)
    if partenaire is None:
        return refuser(request, PAS_CENTRE.format(uai=uai), None, statut=403)
    nonce = get_random_string(32)
    reponse: HttpResponse = AcademieGarante(request, partenaire).redirect(
        request,
        process="login",
        data={"nonce": nonce, "uai": uai, "academie": code},
        auth_params={"nonce": nonce, "uai": uai},
    )
    return reponse


@never_cache
@require_safe
def revenir(request: HttpRequest) -> HttpResponseBase:
    """Let in whom the académie sends back, for the établissement that it vouches for. A GET by protocol, good once.

    Guide: G4.6-02.
    """
    attendue = academie_attendue(request)
    if attendue is None:
        return refuser(request, f"{PERDUE} {SUITE}", None, statut=404)
    partenaire, uai = attendue
    with ecriture_permise():
        try:
            reponse: HttpResponse = Retour.adapter_view(RelaisPartenaire(request, partenaire))(request)
        except (OSError, LookupError, ValueError) as erreur:
            return AcademieGarante(request, partenaire).expliquer(request, erreur)
        if reponse.status_code != 302 or not request.user.is_authenticated:
            return reponse
        request.session[PAR_ACADEMIE] = partenaire.code
        voulu = service_de_l_etablissement(request.user, uai, aujourd_hui())
        return entrer_ou_choisir(request, voulu) if voulu else redirect("connexion:choix")


@never_cache
@require_safe
def quittee(request: HttpRequest) -> HttpResponse:
    """After « Quitter », for who came from another académie: nothing ended there.

    Guide: G4.6-02.
    """
    return render(request, "connexion/academie_quittee.html", {"ici": nom_d_ici()})
