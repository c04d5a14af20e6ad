"""Letters in the hand: one PDF, all in a ZIP, by mail; and taking one back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, tee
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import get_valid_filename

from imagin.activites.convocation_par_mission.views.commun import (
    affectation_demandee,
    intervenants_affiches,
    mission_demandee,
    perimetre_de,
)
from imagin.domaine.convocations.actions import annuler_convocation, envoyer_convocations
from imagin.domaine.convocations.queries import LettreNommee, convocations_du_centre, lettres_du_centre
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.presentation.documents.convocation.telechargement import DOCUMENT, lettre_en_pdf
from imagin.socle.console.enums import Genre
from imagin.socle.console.http import dire_erreur, dire_succes, dire_tout
from imagin.socle.documents import nom_de_fichier, rendre_en_flux, zip_en_flux
from imagin.socle.listes.http import telecharger
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Convocation
    from imagin.domaine.missions.models import Mission


def lettre(request: HttpRequest, cle: int) -> HttpResponse:
    """The letter of a convocation that the centre made, `NOM_Prenom.pdf`.

    Guide: G4.2-04, G4.2-05.
    """
    mission = affectation_demandee(request, cle).mission
    convocation = convocations_du_centre(perimetre_de(request), mission).filter(affectation=cle).first()
    if convocation is None:
        raise Http404
    pdf, nom = lettre_en_pdf(convocation)
    return telecharger(HttpResponse(pdf, content_type="application/pdf"), nom)


def convocations_zip(request: HttpRequest, numero: int) -> StreamingHttpResponse | HttpResponse:
    """The centre's convocations displayed, `BCG_112121_20161214.zip`, sent as they are made.

    Guide: G4.2-16.
    """
    mission = mission_demandee(request, numero)
    lettres = lettres_du_centre(perimetre_de(request), mission, _affichees(request, mission))
    premiere = next(lettres, None)
    if premiere is None:
        dire_erreur(request, "Aucune convocation de votre centre n'est affichée : il n'y a rien à télécharger.")
        return redirect("convocation_par_mission:detail", numero)
    nom = f"{get_valid_filename(mission.session.examen.sigle)}_{numero}_{aujourd_hui():%Y%m%d}.zip"
    archive = StreamingHttpResponse(_archive(chain([premiere], lettres)), content_type="application/zip")
    return telecharger(archive, nom)


def envoyer_tout(request: HttpRequest, numero: int) -> HttpResponse:
    """Mail the centre's convocations displayed.

    Guide: G4.2-18.
    """
    mission = mission_demandee(request, numero)
    _envoyer(request, mission, {affectation.pk for affectation in intervenants_affiches(request, mission).objets})
    return redirect("convocation_par_mission:detail", numero)


def envoyer(request: HttpRequest, cle: int) -> HttpResponse:
    """Mail one convocation.

    Guide: G4.2-04.
    """
    mission = affectation_demandee(request, cle).mission
    _envoyer(request, mission, {cle})
    return redirect("convocation_par_mission:detail", mission.numero)


def supprimer(request: HttpRequest, cle: int) -> HttpResponse:
    """Cancel one convocation.

    Guide: G4.2-04.
    """
    affectation = affectation_demandee(request, cle)
    numero = affectation.mission.numero
    try:
        annuler_convocation(perimetre_de(request), affectation=cle)
    except ConvocationRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        dire_succes(request, f"Convocation supprimée : {affectation.intervenant}, mission {numero}.")
    return redirect("convocation_par_mission:detail", numero)


def _envoyer(request: HttpRequest, mission: Mission, affectations: set[int]) -> None:
    """Ask for the mails and say in the console who gets one and who has no address."""
    try:
        bilan = envoyer_convocations(perimetre_de(request), mission=mission, affectations=affectations)
    except ConvocationRefusee as refus:
        dire_erreur(request, str(refus))
        return
    lignes = [(Genre.SUCCES, _part(convocation)) for convocation in bilan.envoyees]
    lignes += [(Genre.ERREUR, _sans_adresse(convocation)) for convocation in bilan.sans_adresse]
    dire_tout(request, lignes)


def _part(convocation: Convocation) -> str:
    personne = convocation.affectation.intervenant
    return f"La convocation de {personne} part par mél à {personne.mel}."


def _sans_adresse(convocation: Convocation) -> str:
    personne = convocation.affectation.intervenant
    return f"{personne} n'a pas d'adresse de messagerie : téléchargez sa convocation pour la lui remettre."


def _affichees(request: HttpRequest, mission: Mission) -> list[int] | None:
    """Affectations that the search keeps; None without a search: the whole list, which needs not be read first."""
    if not request.GET.get("q"):
        return None
    return [affectation.pk for affectation in intervenants_affiches(request, mission).objets]


def _archive(lettres: Iterable[LettreNommee]) -> Iterator[bytes]:
    pour_les_noms, pour_les_lettres = tee(lettres)
    noms = (f"{nom_de_fichier(lettre.nom, lettre.prenom)}.pdf" for lettre in pour_les_noms)
    return zip_en_flux(
        zip(noms, rendre_en_flux(DOCUMENT, (lettre.donnees for lettre in pour_les_lettres)), strict=True)
    )
