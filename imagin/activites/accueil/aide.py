"""« Aide »: the page of each activity, written in the `aide.md` of its room."""

import sys
from functools import cache
from pathlib import Path

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.activites.accueil.activity import ACCUEIL
from imagin.activites.accueil.informations import gabarit
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.acces.activite import Activite
from imagin.socle.acces.verification import routes
from imagin.socle.ui.markdown import lire_markdown
from imagin.socle.ui.volet import est_volet


def nom_dans_l_adresse(activite: Activite) -> str:
    """« convocation-par-mission »."""
    return activite.code.replace("_", "-")


@cache
def activites_a_ecrans() -> dict[str, Activite]:
    """Activities that have screens, by their name in the address, sorted by label."""
    declarees = {element.callback.activite for _, element in routes() if hasattr(element.callback, "activite")}
    avec_ecrans = sorted((a for a in declarees if a.accueil), key=lambda a: a.libelle)
    return {nom_dans_l_adresse(activite): activite for activite in avec_ecrans}


def fichier_d_aide(activite: Activite) -> Path:
    """The `aide.md` of the room whose `activity.py` declares the activity; it may not exist."""
    declarent = [
        Path(piece.path)
        for piece in apps.get_app_configs()
        if activite in vars(sys.modules.get(f"{piece.name}.activity", object)).values()
    ]
    return declarent[0] / "aide.md" if declarent else Path("aide.md")


def aide(request: HttpRequest, nom: str = nom_dans_l_adresse(ACCUEIL)) -> HttpResponse:
    """Help of an activity.

    Guide: G1.3-01.
    """
    activite = activites_a_ecrans().get(nom)
    if activite is None:
        raise Http404
    texte = fichier_d_aide(activite).read_text(encoding="utf-8")
    page = lire_markdown(texte, decalage=1 if est_volet(request) else 0)
    perimetre: Perimetre | None = getattr(request, "perimetre", None)
    autres = [
        (a.libelle, cle)
        for cle, a in activites_a_ecrans().items()
        if a is not activite and (perimetre is None or perimetre.role in a.roles)
    ]
    return render(request, "accueil/aide.html", {"page": page, "autres": autres, **gabarit(request)})
