"""The centre's convocations on all its missions, together: their letters, and their mails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from imagin.activites.convocation_par_mission.screens import CONVOCATIONS
from imagin.activites.convocation_par_mission.views.envoyer import envoyer_ou_demander
from imagin.activites.convocation_par_mission.views.lots import pdf_des_lettres, zip_des_lettres
from imagin.activites.convocation_par_mission.views.retours import retour_aux_convocations
from imagin.domaine.convocations.queries import lettres_du_centre
from imagin.domaine.perimetre.rules import Perimetre


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
    return [affectation.pk for affectation in CONVOCATIONS.affichee(request, perimetre).objets]
