"""Error pages, in the frame's look: what happened and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, statut: int, titre: str, texte: str) -> HttpResponse:
    return render(request, "accueil/erreur.html", {"titre": titre, "texte": texte}, status=statut)


def requete_invalide(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, 400, "Demande illisible", "Revenez à la page précédente et recommencez.")


def jeton_refuse(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF protection: nearly always a page left open after the session ended."""
    return _page(
        request,
        403,
        "Page périmée",
        "Votre session a expiré ou la page est trop ancienne. Rechargez-la, puis recommencez.",
    )


def acces_refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    texte = str(exception) or "Cette page n'est pas ouverte au service avec lequel vous êtes connecté."
    return _page(request, 403, "Accès refusé", texte)


def introuvable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also the answer for another établissement's object."""
    return _page(
        request, 404, "Page introuvable", "Cette page n'existe pas, ou concerne un autre établissement que le vôtre."
    )


def erreur_interne(request: HttpRequest) -> HttpResponse:
    """500: says nothing of the cause, which is in the server's log."""
    return _page(
        request, 500, "Incident", "Votre demande n'a pas abouti et rien n'a été enregistré. Réessayez dans un instant."
    )
