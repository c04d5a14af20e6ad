"""Views of « Consultation des missions »: reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.consultation_missions.lists import INTERVENANTS, MISSIONS
from imagin.domaine.convocations.queries.avancement import Avancement
from imagin.domaine.convocations.queries.consultation import (
    affectation_convoquee,
    duplicata,
    intervenants_convoques,
    mission_convoquee,
    missions_convoquees,
)
from imagin.domaine.convocations.queries.envois_santorin import etat_santorin
from imagin.domaine.convocations.queries.lettres import emission_du_centre
from imagin.domaine.missions.queries import annees_proposees, examens_de
from imagin.presentation.avancement import en_phrase
from imagin.presentation.documents.convocation.telechargement import duplicata_en_pdf, lettre_en_pdf
from imagin.presentation.documents.missions.composition import creneaux_en_lettres, details, liste_par_jury
from imagin.presentation.listes.filtres import FiltresMissions, annees_au_choix, examens_au_choix
from imagin.presentation.perimetre import banniere
from imagin.socle.documents import rendre
from imagin.socle.listes import ListePresentee, presenter
from imagin.socle.listes.http import telecharger
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.queries.avancement import MissionSuivie
    from imagin.domaine.convocations.queries.lignes import AffectationConvoquee
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre


class Missions(View):
    """Missions of the centre that have convocations, by number.

    Guide: G4.1-01, G4.1-02, G1.1-03.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtres = _filtres(request, perimetre)
        liste = _missions(request, perimetre, filtres)
        contexte = {"filtres": filtres, "liste": liste, "avancement": en_phrase(Avancement.total(liste.objets))}
        return render(request, "consultation_missions/missions.html", contexte)


class Detail(View):
    """A mission and who is summoned to it.

    Guide: G4.1-04.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        mission = _mission(perimetre, numero)
        contexte = {
            "mission": mission,
            "liste": _intervenants(request, perimetre, mission),
            "avancement": en_phrase(Avancement.de(mission)),
            "santorin": etat_santorin(perimetre, mission),
        }
        return render(request, "consultation_missions/detail.html", contexte)


def missions_affichees(request: HttpRequest, perimetre: Perimetre) -> ListePresentee[MissionSuivie]:
    """The list as the address asks for it: what downloads hold."""
    return _missions(request, perimetre, _filtres(request, perimetre))


def intervenants_affiches(
    request: HttpRequest, perimetre: Perimetre, numero: int
) -> ListePresentee[AffectationConvoquee]:
    """The people of a mission as the address asks for them."""
    return _intervenants(request, perimetre, _mission(perimetre, numero))


def missions_details_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The missions displayed, each with who is summoned to it.

    Guide: G4.1-03.
    """
    missions = _missions(request, perimetre, _filtres(request, perimetre)).objets
    convoques = intervenants_convoques(perimetre, missions)
    return _pdf(details(missions, convoques, banniere(perimetre)), "missions_details.pdf")


def jurys_pdf(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """The people displayed, jury by jury.

    Guide: G4.1-06.
    """
    mission = _mission(perimetre, numero)
    affiches = _intervenants(request, perimetre, mission).objets
    return _pdf(liste_par_jury(mission, affiches, banniere(perimetre)), f"mission_{numero}_jurys.pdf")


def details_pdf(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """The people displayed, with what each is affected to.

    Guide: G4.1-06.
    """
    mission = _mission(perimetre, numero)
    affiches = _intervenants(request, perimetre, mission).objets
    return _pdf(details([mission], affiches, banniere(perimetre)), f"mission_{numero}_details.pdf")


def details_affectation(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """« Détails de l'affectation », in a side sheet or on its own page.

    Guide: G4.1-05.
    """
    affectation = _affectation(perimetre, cle)
    contexte = {"affectation": affectation, "creneaux": creneaux_en_lettres(affectation)}
    return render(request, "consultation_missions/affectation.html", contexte)


def duplicata_pdf(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """The letter as it was issued, or made again and marked so when another system issued it.

    Guide: G4.1-05.
    """
    if convocation := duplicata(perimetre, _affectation(perimetre, cle)):
        pdf, nom = lettre_en_pdf(convocation)
    elif emission := emission_du_centre(perimetre, cle):
        pdf, nom = duplicata_en_pdf(emission)
    else:
        raise Http404
    return telecharger(HttpResponse(pdf, content_type="application/pdf"), nom)


def _filtres(request: HttpRequest, perimetre: Perimetre) -> FiltresMissions:
    examens = examens_de(missions_convoquees(perimetre))
    choix = {"annee": annees_au_choix(annees_proposees(aujourd_hui())), "examen": examens_au_choix(examens)}
    return FiltresMissions(request.GET, choix=choix)


def _missions(request: HttpRequest, perimetre: Perimetre, filtres: FiltresMissions) -> ListePresentee[MissionSuivie]:
    """The list as the address asks for it: the documents work on what is displayed."""
    return presenter(MISSIONS, missions_convoquees(perimetre, choix=filtres.missions), request.GET)


def _intervenants(request: HttpRequest, perimetre: Perimetre, mission: Mission) -> ListePresentee[AffectationConvoquee]:
    return presenter(INTERVENANTS, intervenants_convoques(perimetre, [mission]), request.GET)


def _mission(perimetre: Perimetre, numero: int) -> MissionSuivie:
    """A mission of the list; 404 for any other."""
    mission = mission_convoquee(perimetre, numero)
    if mission is None:
        raise Http404
    return mission


def _affectation(perimetre: Perimetre, cle: int) -> Affectation:
    """An affectation in force in the caller's centre; 404 otherwise."""
    affectation = affectation_convoquee(perimetre, cle)
    if affectation is None:
        raise Http404
    return affectation


def _pdf(donnees: dict[str, object], nom: str) -> HttpResponse:
    return telecharger(HttpResponse(rendre("missions", donnees), content_type="application/pdf"), nom)
