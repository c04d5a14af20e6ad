"""People summoned to a mission."""

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.convocation_par_mission.lists import DEPUIS, est_du_centre
from imagin.activites.convocation_par_mission.views.commun import (
    intervenants_affiches,
    mission_demandee,
)
from imagin.domaine.convocations.queries import profils_a_missionner
from imagin.domaine.convocations.queries.envois_santorin import etat_santorin
from imagin.domaine.missions.rules import attentes_du_type
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.listes.http import reponse_csv, reponse_pdf, reponse_xlsx

# Where « Retour » leads, by what the address says.
LISTES_D_AVANT = {"": "convocation_par_mission:missions", "convocations": "convocation_par_mission:convocations"}


class Detail(View):
    """The mission, and the people summoned to it.

    Guide: G4.2-03.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        mission = mission_demandee(perimetre, numero)
        liste = intervenants_affiches(request, perimetre, mission)
        nombre = len(liste.lignes)
        contexte = {
            "mission": mission,
            "liste_d_avant": LISTES_D_AVANT.get(request.GET.get(DEPUIS, ""), LISTES_D_AVANT[""]),
            "liste": liste,
            "attendu": attentes_du_type(mission),
            "profils": profils_a_missionner(perimetre, mission),
            "santorin": etat_santorin(perimetre, mission),
            "avancement": _avancement(nombre, mission.nb_attendus),
            "du_centre": any(est_du_centre(ligne.objet) for ligne in liste.lignes),
        }
        return render(request, "convocation_par_mission/detail.html", contexte)


def intervenants_csv(request: HttpRequest, perimetre: Perimetre, numero: int) -> StreamingHttpResponse:
    """The people displayed, as CSV."""
    return reponse_csv(
        intervenants_affiches(request, perimetre, mission_demandee(perimetre, numero)), f"mission_{numero}.csv"
    )


def intervenants_xlsx(request: HttpRequest, perimetre: Perimetre, numero: int) -> FileResponse:
    """The people displayed, as a spreadsheet."""
    return reponse_xlsx(
        intervenants_affiches(request, perimetre, mission_demandee(perimetre, numero)), f"mission_{numero}.xlsx"
    )


def intervenants_pdf(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """The people displayed, as PDF."""
    mission = mission_demandee(perimetre, numero)
    sous_titres = [
        f"{perimetre.etablissement} ({perimetre.uai})",
        f"Mission n° {numero} - {mission.session} - {mission.type}",
        " - ".join(str(libelle) for libelle in (mission.specialite, mission.epreuve_option) if libelle),
    ]
    return reponse_pdf(
        intervenants_affiches(request, perimetre, mission), f"mission_{numero}.pdf", filter(None, sous_titres)
    )


def _avancement(convoques: int, attendus: int | None) -> str:
    """« 5 convoqués sur 8 attendus »; without the second half when CYCLADES does not say how many are needed."""
    texte = f"{convoques} convoqué{'s' if convoques > 1 else ''}"
    return f"{texte} sur {attendus} attendu{'s' if attendus > 1 else ''}" if attendus else texte
