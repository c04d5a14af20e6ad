"""The centre's convocations on all its missions: by exam, by day."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views import View

from imagin.activites.convocation_par_mission.views.commun import (
    convocations_affichees,
    filtres_des_convocations,
    retour_aux_convocations,
)
from imagin.activites.convocation_par_mission.views.envoyer import envoyer_ou_demander
from imagin.activites.convocation_par_mission.views.lots import pdf_des_lettres, zip_des_lettres
from imagin.domaine.convocations.queries import lettres_du_centre
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.console.http import dire_erreur
from imagin.socle.listes.http import reponse_csv, reponse_xlsx


class Convocations(View):
    """Whom the centre summoned, on whatever mission, from today on until one filters.

    Guide: G4.2-16, G4.2-18.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        filtres = filtres_des_convocations(request, perimetre)
        liste = convocations_affichees(request, perimetre, filtres)
        if filtres.errors:
            dire_erreur(request, "Le filtre n'a pas été appliqué : corrigez la période indiquée au-dessus de la liste.")
        contexte = {"filtres": filtres, "liste": liste}
        return render(request, "convocation_par_mission/convocations.html", contexte)


def convocations_csv(request: HttpRequest, perimetre: Perimetre) -> StreamingHttpResponse:
    """The convocations displayed, as CSV."""
    return reponse_csv(convocations_affichees(request, perimetre), "convocations.csv")


def convocations_xlsx(request: HttpRequest, perimetre: Perimetre) -> FileResponse:
    """The convocations displayed, as a spreadsheet."""
    return reponse_xlsx(convocations_affichees(request, perimetre), "convocations.xlsx")


def toutes_en_zip(request: HttpRequest, perimetre: Perimetre) -> HttpResponse | StreamingHttpResponse:
    """The letters displayed, a folder for each mission.

    Guide: G4.2-16.
    """
    lettres = lettres_du_centre(perimetre, affectations=_affichees(request, perimetre))
    return zip_des_lettres(request, lettres, mission=None, retour=retour_aux_convocations(request))


def toutes_en_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The letters displayed, in one PDF."""
    lettres = lettres_du_centre(perimetre, affectations=_affichees(request, perimetre))
    return pdf_des_lettres(request, lettres, mission=None, retour=retour_aux_convocations(request))


def toutes_par_mel(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """Mail the convocations displayed, once asked.

    Guide: G4.2-18.
    """
    return envoyer_ou_demander(
        request, perimetre, _affichees(request, perimetre), retour=retour_aux_convocations(request)
    )


def _affichees(request: HttpRequest, perimetre: Perimetre) -> list[int]:
    return [affectation.pk for affectation in convocations_affichees(request, perimetre).objets]
