"""Views of « Consultation des missions »: reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.consultation_missions.forms import FiltresMissions
from imagin.activites.consultation_missions.lists import INTERVENANTS, MISSIONS
from imagin.domaine.convocations.queries.avancement import Avancement
from imagin.domaine.convocations.queries.consultation import (
    affectation_convoquee,
    duplicata,
    intervenants_convoques,
    missions_convoquees,
)
from imagin.domaine.convocations.queries.envois_santorin import etat_santorin
from imagin.domaine.convocations.queries.lettres import emission_du_centre
from imagin.domaine.missions.queries import annees_proposees, examens_de
from imagin.presentation.avancement import en_phrase
from imagin.presentation.documents.convocation.telechargement import duplicata_en_pdf, lettre_en_pdf
from imagin.presentation.documents.missions.composition import creneaux_en_lettres, details, liste_par_jury
from imagin.socle.documents import rendre
from imagin.socle.listes import ListePresentee, presenter
from imagin.socle.listes.filtres import Choix
from imagin.socle.listes.http import reponse_csv, reponse_pdf, reponse_xlsx, telecharger
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre


class Missions(View):
    """Missions of the centre that have convocations, by number.

    Guide: G4.1-01, G4.1-02, G1.1-03.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        filtres = _filtres(request)
        liste = _missions(request, filtres)
        contexte = {"filtres": filtres, "liste": liste, "avancement": en_phrase(Avancement.total(liste.objets))}
        return render(request, "consultation_missions/missions.html", contexte)


class Detail(View):
    """A mission and who is summoned to it.

    Guide: G4.1-04.
    """

    def get(self, request: HttpRequest, numero: int) -> HttpResponse:
        mission = _mission(request, numero)
        contexte = {
            "mission": mission,
            "liste": _intervenants(request, mission),
            "avancement": en_phrase(Avancement.de(mission)),
            "santorin": etat_santorin(_perimetre(request), mission),
        }
        return render(request, "consultation_missions/detail.html", contexte)


def missions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The missions displayed, as CSV."""
    return reponse_csv(_missions(request, _filtres(request)), "missions.csv")


def missions_xlsx(request: HttpRequest) -> FileResponse:
    """The missions displayed, as a spreadsheet."""
    return reponse_xlsx(_missions(request, _filtres(request)), "missions.xlsx")


def missions_pdf(request: HttpRequest) -> HttpResponse:
    """The missions displayed, as PDF."""
    return reponse_pdf(_missions(request, _filtres(request)), "missions.pdf", [_centre(request)])


def missions_details_pdf(request: HttpRequest) -> HttpResponse:
    """The missions displayed, each with who is summoned to it.

    Guide: G4.1-03.
    """
    missions = _missions(request, _filtres(request)).objets
    convoques = intervenants_convoques(_perimetre(request), missions)
    return _pdf(details(missions, convoques, [_centre(request)]), "missions_details.pdf")


def intervenants_csv(request: HttpRequest, numero: int) -> StreamingHttpResponse:
    """The people displayed, as CSV."""
    return reponse_csv(_intervenants(request, _mission(request, numero)), f"mission_{numero}.csv")


def intervenants_xlsx(request: HttpRequest, numero: int) -> FileResponse:
    """The people displayed, as a spreadsheet."""
    return reponse_xlsx(_intervenants(request, _mission(request, numero)), f"mission_{numero}.xlsx")


def jurys_pdf(request: HttpRequest, numero: int) -> HttpResponse:
    """The people displayed, jury by jury.

    Guide: G4.1-06.
    """
    mission = _mission(request, numero)
    affiches = _intervenants(request, mission).objets
    return _pdf(liste_par_jury(mission, affiches, [_centre(request)]), f"mission_{numero}_jurys.pdf")


def details_pdf(request: HttpRequest, numero: int) -> HttpResponse:
    """The people displayed, with what each is affected to.

    Guide: G4.1-06.
    """
    mission = _mission(request, numero)
    affiches = _intervenants(request, mission).objets
    return _pdf(details([mission], affiches, [_centre(request)]), f"mission_{numero}_details.pdf")


def details_affectation(request: HttpRequest, cle: int) -> HttpResponse:
    """« Détails de l'affectation », in a side sheet or on its own page.

    Guide: G4.1-05.
    """
    affectation = _affectation(request, cle)
    contexte = {"affectation": affectation, "creneaux": creneaux_en_lettres(affectation)}
    return render(request, "consultation_missions/affectation.html", contexte)


def duplicata_pdf(request: HttpRequest, cle: int) -> HttpResponse:
    """The letter as it was issued, or made again and marked so when another system issued it.

    Guide: G4.1-05.
    """
    perimetre = _perimetre(request)
    if convocation := duplicata(perimetre, _affectation(request, cle)):
        pdf, nom = lettre_en_pdf(convocation)
    elif emission := emission_du_centre(perimetre, cle):
        pdf, nom = duplicata_en_pdf(emission)
    else:
        raise Http404
    return telecharger(HttpResponse(pdf, content_type="application/pdf"), nom)


def _filtres(request: HttpRequest) -> FiltresMissions:
    examens = examens_de(missions_convoquees(_perimetre(request)))
    choix: dict[str, Choix] = {
        "annee": [(annee, annee) for annee in annees_proposees(aujourd_hui())],
        "examen": [(examen.code, f"{examen} - {examen.libelle}") for examen in examens],
    }
    return FiltresMissions(request.GET, choix=choix)


def _missions(request: HttpRequest, filtres: FiltresMissions) -> ListePresentee[Mission]:
    """The list as the address asks for it: the documents work on what is displayed."""
    missions = missions_convoquees(_perimetre(request))
    if filtres.choix.get("annee"):
        missions = missions.filter(session__annee__in=filtres.choix["annee"])
    if filtres.choix.get("examen"):
        missions = missions.filter(session__examen__in=filtres.choix["examen"])
    return presenter(MISSIONS, missions.order_by("numero"), request.GET)


def _intervenants(request: HttpRequest, mission: Mission) -> ListePresentee[Affectation]:
    return presenter(INTERVENANTS, intervenants_convoques(_perimetre(request), [mission]), request.GET)


def _mission(request: HttpRequest, numero: int) -> Mission:
    """A mission of the list; 404 for any other."""
    mission = missions_convoquees(_perimetre(request)).filter(numero=numero).first()
    if mission is None:
        raise Http404
    return mission


def _affectation(request: HttpRequest, cle: int) -> Affectation:
    """An affectation in force in the caller's centre; 404 otherwise."""
    affectation = affectation_convoquee(_perimetre(request), cle)
    if affectation is None:
        raise Http404
    return affectation


def _pdf(donnees: dict[str, object], nom: str) -> HttpResponse:
    return telecharger(HttpResponse(rendre("missions", donnees), content_type="application/pdf"), nom)


def _centre(request: HttpRequest) -> str:
    perimetre = _perimetre(request)
    return f"{perimetre.etablissement} ({perimetre.uai})"


def _perimetre(request: HttpRequest) -> Perimetre:
    """Who asks; the route has checked that there is one."""
    perimetre: Perimetre = request.perimetre  # type: ignore[attr-defined]
    return perimetre
