"""Browsers that an account has already signed in from: no lock-out that strangers provoke stops them.

A signed cookie names the browser and the accounts that entered from it. It opens nothing: the password is still asked,
and counted for this browser alone.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

SEL = "imagin.navigateur"
DUREE = 180 * 24 * 3600  # seconds
COMPTES = 20  # of a computer that a school shares


def navigateur_connu(request: HttpRequest, compte: int | None) -> str:
    """The name of this browser if that account has signed in from it; empty otherwise."""
    lu = _lire(request)
    return str(lu["n"]) if compte is not None and compte in lu["c"] else ""


def retenir_navigateur(request: HttpRequest, response: HttpResponse, compte: int) -> None:
    """Remember, in the browser, that this account has just signed in from it."""
    lu = _lire(request)
    comptes = [compte, *(autre for autre in lu["c"] if autre != compte)][:COMPTES]
    response.set_cookie(
        settings.IMAGIN_TEMOIN_NAVIGATEUR,
        signing.dumps({"n": lu["n"] or get_random_string(22), "c": comptes}, salt=SEL),
        max_age=DUREE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _lire(request: HttpRequest) -> dict[str, Any]:
    """What the cookie holds; nothing when there is none, or when it is not ours or too old."""
    try:
        lu = signing.loads(request.COOKIES.get(settings.IMAGIN_TEMOIN_NAVIGATEUR, ""), salt=SEL, max_age=DUREE)
    except signing.BadSignature:
        return {"n": "", "c": []}
    return {"n": str(lu["n"]), "c": list(lu["c"])}
