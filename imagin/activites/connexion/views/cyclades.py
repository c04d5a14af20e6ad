"""The link of the CYCLADES portal: « Accéder à IMAG'IN : convoquer les enseignants »."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from imagin.activites.connexion.places import entrer
from imagin.activites.connexion.views.choix import page_du_choix
from imagin.domaine.acces.queries import Service, service_de_l_etablissement, services
from imagin.domaine.acces.rules import PlaceOccupee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.console.http import dire
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
    return _entrer(request, voulu)


def _entrer(request: HttpRequest, voulu: Service) -> HttpResponse:
    """Enter the service, or say who is in the way."""
    try:
        entrer(request, voulu.cle)
    except PlaceOccupee as occupee:
        offerts = services(request.user, aujourd_hui())  # type: ignore[arg-type]
        return page_du_choix(request, offerts, occupee=occupee, voulu=voulu, suite=reverse(ARRIVEE))
    dire(request, f"Connexion établie : {voulu.libelle}, {voulu.detail}.")
    return redirect(ARRIVEE)
