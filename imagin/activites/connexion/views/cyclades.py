"""The link of the CYCLADES portal: « Accéder à IMAG'IN : convoquer les enseignants »."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imagin.activites.connexion.views.choix import entrer_ou_choisir
from imagin.domaine.acces.queries import service_de_l_etablissement
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.temps import aujourd_hui

ARRIVEE = "convocation_par_mission:missions"
LONGUEUR_UAI = 8


@never_cache
@require_safe
def cyclades(request: HttpRequest) -> HttpResponse:
    """`/cyclades/?uai=0310038Y`: sign in if need be, enter that établissement, land on « Convocation par mission ».

    Guide: G2.1-02.
    """
    if not request.user.is_authenticated:
        par = "connexion:guichet" if settings.IMAGIN_GUICHET else "account_login"
        return redirect(f"{reverse(par)}?{urlencode({'next': request.get_full_path()})}")
    if request.user.doit_changer:
        return redirect("account_change_password")
    uai = request.GET.get("uai", "").strip().upper()[:LONGUEUR_UAI]
    perimetre: Perimetre | None = getattr(request, "perimetre", None)
    if not uai or (perimetre is not None and perimetre.uai == uai):
        return redirect(ARRIVEE)
    voulu = service_de_l_etablissement(request.user, uai, aujourd_hui())
    if voulu is None or perimetre is not None:
        contexte = {"uai": uai, "voulu": voulu, "perimetre": perimetre, "arrivee": reverse(ARRIVEE)}
        return render(request, "connexion/cyclades.html", contexte, status=200 if voulu else 403)
    return entrer_ou_choisir(request, voulu, arrivee=reverse(ARRIVEE))
