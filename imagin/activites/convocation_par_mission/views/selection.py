"""Several convocations of a mission at once: letters in a ZIP, mails, deletion."""

from __future__ import annotations

from collections.abc import Callable
from itertools import tee
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_valid_filename

from imagin.activites.convocation_par_mission.lists import est_du_centre
from imagin.activites.convocation_par_mission.views.commun import (
    intervenants_affiches,
    mission_demandee,
    perimetre_de,
)
from imagin.domaine.convocations.actions import envoyer_convocations
from imagin.domaine.convocations.actions.plusieurs import annuler_convocations
from imagin.domaine.convocations.queries import lettres_du_centre
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.socle.console.enums import Genre
from imagin.socle.console.http import dire_erreur, dire_tout
from imagin.socle.documents import nom_de_fichier, rendre_en_flux, zip_en_flux
from imagin.socle.listes.http import telecharger
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.missions.models import Mission

Geste = Callable[["HttpRequest", "Mission", "list[Affectation]"], "HttpResponseBase"]
DETAIL = "convocation_par_mission:detail"


def selection(request: HttpRequest, numero: int) -> HttpResponseBase:
    """What the button pressed asks for the ticked lines, those of the centre only.

    Guide: G4.2-04, G4.2-16, G4.2-18.
    """
    mission = mission_demandee(request, numero)
    cochees = {int(cle) for cle in request.POST.getlist("affectations") if cle.isdecimal()}
    choisies = [a for a in intervenants_affiches(request, mission).objets if a.pk in cochees and est_du_centre(a)]
    geste = GESTES.get(request.POST.get("geste", ""))
    if choisies and geste:
        return geste(request, mission, choisies)
    dire_erreur(request, "Cochez d'abord, dans la liste, des convocations que votre centre a réalisées.")
    return redirect(DETAIL, numero)


def _telecharger(request: HttpRequest, mission: Mission, choisies: list[Affectation]) -> StreamingHttpResponse:
    """The letters, one PDF each, sent as they are made."""
    lettres = lettres_du_centre(perimetre_de(request), mission, [a.pk for a in choisies])
    pour_les_noms, pour_les_lettres = tee(lettres)
    noms = (f"{nom_de_fichier(lettre.nom, lettre.prenom)}.pdf" for lettre in pour_les_noms)
    pdfs = rendre_en_flux("convocation", (lettre.donnees for lettre in pour_les_lettres))
    archive = StreamingHttpResponse(zip_en_flux(zip(noms, pdfs, strict=True)), content_type="application/zip")
    sigle = get_valid_filename(mission.session.examen.sigle)
    return telecharger(archive, f"{sigle}_{mission.numero}_{aujourd_hui():%Y%m%d}.zip")


def _envoyer(request: HttpRequest, mission: Mission, choisies: list[Affectation]) -> HttpResponse:
    try:
        bilan = envoyer_convocations(perimetre_de(request), mission=mission, affectations=[a.pk for a in choisies])
    except ConvocationRefusee as refus:
        dire_erreur(request, str(refus))
        return redirect(DETAIL, mission.numero)
    partent = [c.affectation.intervenant for c in bilan.envoyees]
    muets = [c.affectation.intervenant for c in bilan.sans_adresse]
    lignes = [(Genre.SUCCES, f"La convocation de {p} part par mél à {p.mel}.") for p in partent]
    lignes += [
        (Genre.ERREUR, f"{p} n'a pas d'adresse de messagerie : téléchargez sa convocation pour la lui remettre.")
        for p in muets
    ]
    dire_tout(request, lignes)
    return redirect(DETAIL, mission.numero)


def _supprimer(request: HttpRequest, mission: Mission, choisies: list[Affectation]) -> HttpResponse:
    """Ask first, naming each; then one line of the console for each."""
    if "confirme" not in request.POST:
        contexte = {"mission": mission, "choisies": choisies, "avancement": ""}
        return render(request, "convocation_par_mission/supprimer.html", contexte)
    noms = {affectation.pk: str(affectation.intervenant) for affectation in choisies}
    resultats = annuler_convocations(perimetre_de(request), affectations=list(noms))
    dire_tout(
        request,
        (
            (Genre.ERREUR, f"{noms[r.affectation]} : {r.refus}")
            if r.refus
            else (Genre.SUCCES, f"Convocation supprimée : {noms[r.affectation]}, mission {mission.numero}.")
            for r in resultats
        ),
    )
    return redirect(DETAIL, mission.numero)


GESTES: dict[str, Geste] = {"telecharger": _telecharger, "envoyer": _envoyer, "supprimer": _supprimer}
