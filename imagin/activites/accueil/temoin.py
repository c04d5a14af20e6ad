"""Display settings kept by the browser alone: before sign-in, and on pages that must not touch the database."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from imagin.domaine.acces.rules import Reglages, reglages_de

TEMOIN = "imagin_affichage"
DUREE = 365 * 24 * 3600  # seconds


def lire_temoin(request: HttpRequest) -> Reglages:
    """Settings of the browser; whatever was tampered with is at its default."""
    return reglages_de(QueryDict(request.COOKIES.get(TEMOIN, "")).dict())  # type: ignore[arg-type]


def poser_temoin(response: HttpResponse, reglages: Reglages) -> None:
    """Keep the settings in the browser for a year."""
    valeurs = QueryDict(mutable=True)
    valeurs.update(asdict(reglages))
    response.set_cookie(
        TEMOIN,
        valeurs.urlencode(),
        max_age=DUREE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
