"""The portal that signs people in by HTTP headers (ARENA): believed from its own addresses, unheard from any other.

Off unless IMAGIN_MANDATAIRE_ADRESSES is set (docs/identite.md).
"""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from imagin.activites.connexion.portail import SUJET
from imagin.activites.connexion.suite import adresse_interne
from imagin.domaine.acces.rules import IdentiteRecue
from imagin.echanges.identite.identites import correspondance, identite_du_mandataire, noms_des_entetes
from imagin.socle.temps import aujourd_hui

EMETTEUR = "mandataire"


class ParLePortail:
    """Middleware, after the perimeter: `request.identite_du_portail`, and no session that outlives what it rests on."""

    def __init__(self, suite: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.suite = suite
        correspondance()  # a wrong file stops the server here, not somebody's request

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take the headers away, whoever sent them; keep who they present when they come from the portal."""
        entetes = _retirer(request)
        recue = _identite(request, entetes)
        vars(request)["identite_du_portail"] = recue
        attendu = request.session.get(SUJET)
        if attendu and attendu != (recue and recue.sujet):
            return _changer_de_personne(request)
        if recue and _demande_a_entrer(request):
            return redirect(f"{reverse('connexion:portail')}?{urlencode({'next': adresse_interne(request) or '/'})}")
        return self.suite(request)


def _retirer(request: HttpRequest) -> dict[str, str]:
    """Headers that present somebody, by lower-case name; the request no longer has them."""
    request.__dict__.pop("headers", None)
    cles = {nom: f"HTTP_{nom.upper().replace('-', '_')}" for nom in noms_des_entetes()}
    return {nom: request.META.pop(cle) for nom, cle in cles.items() if cle in request.META}


def _identite(request: HttpRequest, entetes: dict[str, str]) -> IdentiteRecue | None:
    """Who the portal presents; None when the request does not come through it, or without its cookie if it has one."""
    temoin = settings.IMAGIN_MANDATAIRE_TEMOIN
    if not entetes or not _vient_du_portail(request) or (temoin and not request.COOKIES.get(temoin)):
        return None
    return identite_du_mandataire(entetes, emetteur=EMETTEUR, jour=aujourd_hui())


def _vient_du_portail(request: HttpRequest) -> bool:
    """Is the machine that speaks to us, not one that it says it speaks for, one of the portal's?"""
    try:
        adresse = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    if isinstance(adresse, IPv6Address) and adresse.ipv4_mapped:
        adresse = adresse.ipv4_mapped
    return any(adresse in reseau for reseau in settings.IMAGIN_MANDATAIRE_ADRESSES)


def _demande_a_entrer(request: HttpRequest) -> bool:
    """Is one sent to sign-in on the way to a page? Who has just left, or was refused, stays on the screen."""
    return (
        request.method == "GET"
        and request.path == reverse("account_login")
        and "next" in request.GET
        and not request.user.is_authenticated
    )


def _changer_de_personne(request: HttpRequest) -> HttpResponseBase:
    """End a session whose holder the portal no longer presents; nothing is done of what was asked."""
    get_adapter(request).logout(request)
    suite = request.get_full_path() if request.method == "GET" else "/"
    return redirect(f"{reverse('account_login')}?{urlencode({'next': suite})}")
