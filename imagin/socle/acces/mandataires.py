"""Where a request comes from, behind the proxies that are trusted (IMAGIN_MANDATAIRES): the client's address.

What a proxy says of the client (`X-Forwarded-…`) is believed from a trusted one only, and taken away from any other's
requests, so that nothing behind reads it. REMOTE_ADDR stays what it is: the machine that speaks to us.
"""

from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from imagin.socle.acces.requete import suivie

ANNONCES = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT")
INCONNUE = "inconnue"  # a Unix socket whose proxy is not declared, or said nothing
SAUTS = 10  # hops read in one header, at most

Adresse = IPv4Address | IPv6Address


def provenance(suite: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before all others: `request.adresse_client`, and no announcement but a trusted proxy's."""

    def intergiciel(request: HttpRequest) -> HttpResponseBase:
        suivie(request).adresse_client = adresse_du_client(request)
        if not _est_de_confiance(_interlocuteur(request)):
            for annonce in ANNONCES:
                request.META.pop(annonce, None)
        return suite(request)

    return intergiciel


def adresse_de(request: HttpRequest) -> str:
    """The client's address, as the middleware found it; INCONNUE when nothing tells it."""
    return str(getattr(request, "adresse_client", INCONNUE))


def adresse_du_client(request: HttpRequest) -> str:
    """Follow the announcements from the nearest proxy to the first machine that is not one of ours.

    What a client writes itself in the header stands before what our proxies add, hence is never reached.
    """
    adresse = _interlocuteur(request)
    for annoncee in _annoncees(request):
        if not _est_de_confiance(adresse):
            break
        if (suivante := _lire(annoncee)) is None:
            break
        adresse = suivante
    return str(adresse) if adresse else INCONNUE


def _interlocuteur(request: HttpRequest) -> Adresse | None:
    """The machine that speaks to us; None on a Unix socket, which has no address."""
    return _lire(request.META.get("REMOTE_ADDR", ""))


def _annoncees(request: HttpRequest) -> Iterator[str]:
    """Addresses of the header, the nearest first."""
    entete = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return iter(entete.rsplit(",", SAUTS)[::-1][:SAUTS])


def _est_de_confiance(adresse: Adresse | None) -> bool:
    if adresse is None:
        return bool(settings.IMAGIN_MANDATAIRE_UNIX)
    return any(adresse in reseau for reseau in settings.IMAGIN_MANDATAIRES)


def _lire(texte: str) -> Adresse | None:
    """An address, with or without its port; None for anything else."""
    texte = texte.strip()
    if texte.startswith("["):
        texte = texte[1:].partition("]")[0]
    elif texte.count(":") == 1:
        texte = texte.partition(":")[0]
    try:
        adresse = ip_address(texte)
    except ValueError:
        return None
    mappee = adresse.ipv4_mapped if isinstance(adresse, IPv6Address) else None
    return mappee or adresse
