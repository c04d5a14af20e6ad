"""« Suivi des envois »: sending again what did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from imagin.activites.convocation_par_mission.objets import (
    mission_demandee,
)
from imagin.domaine.convocations.actions import renvoyer_mels
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire_erreur, dire_tout
from imagin.socle.texte.numeros import lire_numero

if TYPE_CHECKING:
    from imagin.domaine.convocations.queries.envois import LigneJournal
    from imagin.domaine.perimetre.rules import Perimetre

JOURNAL = "convocation_par_mission:envois"


def renvoyer(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """Send again what did not arrive; `envoi` names a single one, uncertain or not.

    Guide: G4.2-18.
    """
    mission_demandee(perimetre, numero)
    choisi = request.POST.get("envoi", "")
    # An unreadable choice is no mail at all: never « all of them ».
    envoi = (lire_numero(choisi) or 0) if choisi else None
    lignes = renvoyer_mels(perimetre, mission=numero, envoi=envoi)
    if lignes:
        dire_tout(request, ((GenreMessage.SUCCES, _repart(ligne)) for ligne in lignes))
    else:
        dire_erreur(request, "Aucun mél n'est à renvoyer : rechargez la liste.")
    return redirect(JOURNAL, numero)


def _repart(ligne: LigneJournal) -> str:
    return f"Le mél « {ligne.objet} » repart pour {ligne.affectation.intervenant}."
