"""Letters of a mission: one, all of those displayed, by mail; and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from imagin.activites.convocation_par_mission.objets import (
    affectation_demandee,
    mission_demandee,
)
from imagin.activites.convocation_par_mission.screens import INTERVENANTS
from imagin.activites.convocation_par_mission.views.envoyer import envoyer_ou_demander
from imagin.activites.convocation_par_mission.views.lots import (
    pdf_des_lettres,
    prevenu,
    zip_des_lettres,
)
from imagin.activites.convocation_par_mission.views.supprimer import demander_la_suppression, sans_mel
from imagin.domaine.convocations.actions import annuler_convocation
from imagin.domaine.convocations.queries import convocation_du_centre, lettres_du_centre
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.presentation.documents.convocation.telechargement import lettre_en_pdf
from imagin.socle.console.http import dire_erreur, dire_succes
from imagin.socle.listes.http import telecharger_pdf
from imagin.socle.ui.demande import DEMANDER
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre

DETAIL = "convocation_par_mission:detail"


def lettre(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """The letter of a convocation that the centre made, `NOM_Prenom.pdf`.

    Guide: G4.2-04, G4.2-05.
    """
    convocation = convocation_du_centre(perimetre, cle)
    if convocation is None:
        raise Http404
    pdf, nom = lettre_en_pdf(convocation)
    return telecharger_pdf(pdf, nom)


def convocations_zip(request: HttpRequest, perimetre: Perimetre, numero: int) -> StreamingHttpResponse | HttpResponse:
    """The centre's convocations displayed, `BCG_112121_20161214.zip`, sent as they are made.

    Guide: G4.2-16.
    """
    mission = mission_demandee(perimetre, numero)
    lettres = lettres_du_centre(perimetre, mission=mission, affectations=_affichees(request, perimetre, mission))
    return zip_des_lettres(request, lettres, mission=mission, retour=reverse(DETAIL, args=[numero]))


def convocations_pdf(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """The centre's convocations displayed, in one PDF.

    Guide: G4.2-16.
    """
    mission = mission_demandee(perimetre, numero)
    lettres = lettres_du_centre(perimetre, mission=mission, affectations=_affichees(request, perimetre, mission))
    return pdf_des_lettres(request, lettres, mission=mission, retour=reverse(DETAIL, args=[numero]))


def envoyer_tout(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """Mail the centre's convocations displayed.

    Guide: G4.2-18.
    """
    affichees = INTERVENANTS.affichee(request, perimetre, numero=numero).objets
    return envoyer_ou_demander(request, perimetre, {a.pk for a in affichees}, retour=reverse(DETAIL, args=[numero]))


def envoyer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Mail one convocation.

    Guide: G4.2-04.
    """
    numero = affectation_demandee(perimetre, cle).mission.numero
    return envoyer_ou_demander(request, perimetre, {cle}, retour=reverse(DETAIL, args=[numero]))


def supprimer(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """Cancel one convocation, once asked; who no mail tells is named with their telephone.

    Guide: G4.2-04.
    """
    affectation = affectation_demandee(perimetre, cle)
    numero, personne = affectation.mission.numero, affectation.intervenant
    retour = reverse(DETAIL, args=[numero])
    if DEMANDER in request.POST:
        return demander_la_suppression(request, perimetre, [affectation], retour=retour)
    try:
        annulation = annuler_convocation(perimetre, affectation=cle)
    except ConvocationRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        suite = prevenu(annulation.mel) or sans_mel(personne)
        dire_succes(request, f"Convocation supprimée : {personne}, mission {numero}.{suite}")
    return rediriger(request, retour)


def _affichees(request: HttpRequest, perimetre: Perimetre, mission: Mission) -> list[int] | None:
    """Affectations that the search keeps; None without a search: the whole list, which needs not be read first."""
    if not request.GET.get("q"):
        return None
    return [affectation.pk for affectation in INTERVENANTS.sur(request, perimetre, mission).liste.objets]
