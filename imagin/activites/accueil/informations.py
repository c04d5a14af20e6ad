"""Pages that inform, open to everybody: map of the site, accessibility statement, legal notice, personal data."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.activites.accueil.conformite import lire_evaluation, lire_grille
from imagin.socle.ui.volet import est_volet


def gabarit(request: HttpRequest) -> dict[str, str]:
    """The bare frame for a caller who has no service, over the choice made by the context processor."""
    if est_volet(request) or getattr(request, "perimetre", None) is not None:
        return {}
    return {"gabarit_cadre": "ui/cadre_nu.html"}


def plan(request: HttpRequest) -> HttpResponse:
    """Pages that the caller may open, by group.

    Guide: G1.3-01.
    """
    return render(request, "accueil/plan.html", gabarit(request))


def accessibilite(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, made from the grid.

    Guide: G1.3-12.
    """
    contexte = {"grille": lire_grille(), "evaluation": lire_evaluation(), "mentions": settings.IMAGIN_MENTIONS}
    return render(request, "accueil/accessibilite.html", {**contexte, **gabarit(request)})


def mentions_legales(request: HttpRequest) -> HttpResponse:
    """Who publishes and hosts this instance."""
    return render(request, "accueil/mentions.html", {"mentions": settings.IMAGIN_MENTIONS, **gabarit(request)})


def donnees_personnelles(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why, for how long, and whom to ask."""
    return render(request, "accueil/donnees.html", {"mentions": settings.IMAGIN_MENTIONS, **gabarit(request)})
