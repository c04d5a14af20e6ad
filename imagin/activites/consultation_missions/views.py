"""Views of « Consultation des missions » that are not a list: documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse

from imagin.activites.consultation_missions.screens import INTERVENANTS, MISSIONS
from imagin.domaine.convocations.queries.consultation import affectation_convoquee, duplicata, intervenants_convoques
from imagin.domaine.convocations.queries.lettres import emission_pour_une_mission
from imagin.presentation.documents.convocation.telechargement import lettre_ou_duplicata
from imagin.presentation.documents.missions.composition import details, liste_par_jury
from imagin.presentation.perimetre import banniere
from imagin.socle.documents import rendre
from imagin.socle.listes.http import telecharger_pdf

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.perimetre.rules import Perimetre


def missions_details_pdf(request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
    """The missions displayed, each with who is summoned to it.

    Guide: G4.1-03.
    """
    missions = MISSIONS.affichee(request, perimetre).objets
    convoques = intervenants_convoques(perimetre, missions)
    return _pdf(details(missions, convoques, banniere(perimetre)), "missions_details.pdf")


def jurys_pdf(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """The people displayed, jury by jury.

    Guide: G4.1-06.
    """
    lue = INTERVENANTS.lue(request, perimetre, numero=numero)
    return _pdf(liste_par_jury(lue.objet, lue.liste.objets, banniere(perimetre)), f"mission_{numero}_jurys.pdf")


def details_pdf(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """The people displayed, with what each is affected to.

    Guide: G4.1-06.
    """
    lue = INTERVENANTS.lue(request, perimetre, numero=numero)
    return _pdf(details([lue.objet], lue.liste.objets, banniere(perimetre)), f"mission_{numero}_details.pdf")


def duplicata_pdf(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """The letter as it was issued, or made again and marked so when another system issued it.

    Guide: G4.1-05.
    """
    convocation = duplicata(perimetre, _affectation(perimetre, cle))
    fichier = lettre_ou_duplicata(convocation, lambda: emission_pour_une_mission(perimetre, cle))
    if fichier is None:
        raise Http404
    return telecharger_pdf(*fichier)


def _affectation(perimetre: Perimetre, cle: int) -> Affectation:
    """An affectation in force in the caller's centre; 404 otherwise."""
    affectation = affectation_convoquee(perimetre, cle)
    if affectation is None:
        raise Http404
    return affectation


def _pdf(donnees: dict[str, object], nom: str) -> HttpResponse:
    return telecharger_pdf(rendre("missions", donnees), nom)
