"""Server side of the side sheet: the bare fragment when the browser asks for it, and how it is told to go elsewhere."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

ENTETE = "X-Volet"
ENTETE_REDIRECTION = "X-Redirection"


def est_volet(request: HttpRequest) -> bool:
    """Is this page asked for by a side sheet?"""
    return request.headers.get(ENTETE) == "1"


def gabarit_cadre(request: HttpRequest) -> dict[str, str]:
    """Context processor: `{% extends gabarit_cadre %}` gives the whole frame, or the fragment inside a side sheet."""
    return {"gabarit_cadre": "ui/cadre_volet.html" if est_volet(request) else "ui/cadre.html"}


def rediriger(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect the page, from a side sheet too: it navigates by itself, as a followed redirect would load twice."""
    if est_volet(request):
        return HttpResponse(status=204, headers={ENTETE_REDIRECTION: url})
    return HttpResponseRedirect(url)
