"""The user guide of the product, on screen and as PDF, and its tutorial."""

from dataclasses import dataclass
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.activites.guide.chapitres import Chapitre, chapitres
from imagin.activites.guide.rendu import donnees
from imagin.activites.guide.video import films
from imagin.socle.documents import rendre
from imagin.socle.listes.recherche import contient, mots_cherches

NOM_DU_PDF = "guide-imagin.pdf"


@dataclass(frozen=True)
class ChapitreAffiche:
    """A chapter and the keys of its sections that the search keeps."""

    chapitre: Chapitre
    gardees: frozenset[str]


def guide(request: HttpRequest) -> HttpResponse:
    """The whole guide on one page, to be searched and printed by the browser; `q` keeps the sections with its words.

    Guide: G1.3-01.
    """
    question = request.GET.get("q", "")
    affiches = [ChapitreAffiche(chapitre, _gardees(chapitre, mots_cherches(question))) for chapitre in chapitres()]
    nombre = sum(len(affiche.gardees) for affiche in affiches)
    return render(
        request,
        "guide/guide.html",
        {"chapitres": affiches, "question": question, "nombre": nombre, **_gabarit(request)},
    )


def guide_pdf(request: HttpRequest) -> HttpResponse:
    """The guide as an accessible PDF.

    Guide: G1.3-01.
    """
    reponse = HttpResponse(_pdf(), content_type="application/pdf")
    reponse["Content-Disposition"] = f'inline; filename="{NOM_DU_PDF}"'
    return reponse


def tutoriel(request: HttpRequest) -> HttpResponse:
    """The films of the main functions, to choose from.

    Guide: G1.3-01.
    """
    return render(request, "guide/tutoriel.html", {"films": films().values(), **_gabarit(request)})


def film(request: HttpRequest, cle: str) -> HttpResponse:
    """One film, with its captions and its transcript.

    Guide: G1.3-01.
    """
    montre = films().get(cle)
    if montre is None:
        raise Http404
    autres = [autre for autre in films().values() if autre is not montre]
    return render(request, "guide/film.html", {"film": montre, "autres": autres, **_gabarit(request)})


def _gardees(chapitre: Chapitre, mots: list[str]) -> frozenset[str]:
    """Sections in which, or in whose chapter's title, every word is found."""
    return frozenset(s.cle for s in chapitre.sections if contient(f"{chapitre.replie} {s.replie}", mots))


@cache
def _pdf() -> bytes:
    """Made once for each process: the guide changes only with the product."""
    contenu = [
        {
            "titre": chapitre.titre,
            "sections": [{"titre": s.titre, "blocs": donnees(s.jetons)} for s in chapitre.sections],
        }
        for chapitre in chapitres()
    ]
    return rendre("guide", {"titre": "Guide de l'utilisateur", "chapitres": contenu})


def _gabarit(request: HttpRequest) -> dict[str, str]:
    """The bare frame for a caller who has not entered a service."""
    return {} if getattr(request, "perimetre", None) else {"gabarit_cadre": "ui/cadre_nu.html"}
