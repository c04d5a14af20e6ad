"""The list of sessions for which the établissement is a centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.indemnites_chefs_centre.lists import SESSIONS
from imagin.domaine.indemnites.queries import sessions_indemnisees
from imagin.presentation.listes.filtres import FiltresMissions, annees_au_choix
from imagin.socle.listes import presenter
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.indemnites.queries import SessionIndemnisee
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import ListePresentee

ANNEES_D_AVANT = 3


class Sessions(View):
    """Sessions of this year, and of the three before when they are asked for.

    Guide: G4.5-01, G4.5-02.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtres, liste = _lire(request, perimetre)
        return render(request, "indemnites_chefs_centre/sessions.html", {"filtres": filtres, "liste": liste})


def sessions_affichees(request: HttpRequest, perimetre: Perimetre) -> ListePresentee[SessionIndemnisee]:
    """The list as the address asks for it: what its download holds."""
    return _lire(request, perimetre)[1]


def _lire(request: HttpRequest, perimetre: Perimetre) -> tuple[FiltresMissions, ListePresentee[SessionIndemnisee]]:
    cette_annee = aujourd_hui().year
    annees = list(range(cette_annee - ANNEES_D_AVANT, cette_annee + 1))
    toutes = [s for s in sessions_indemnisees(perimetre) if s.session.annee in annees]
    examens = {s.session.examen.code: str(s.session.examen) for s in toutes}
    proposes = {"annee": annees_au_choix(annees), "examen": examens.items()}
    filtres = FiltresMissions(request.GET, choix=proposes, defaut={"annee": (cette_annee,)})
    choix = filtres.missions
    gardees = [s for s in toutes if choix.garde(s.session)]
    return filtres, presenter(SESSIONS, gardees, request.GET)
