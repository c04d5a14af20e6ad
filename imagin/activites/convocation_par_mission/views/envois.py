"""« Suivi des envois »: what became of each mail, of a mission or of a person; sending again what did not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from imagin.activites.convocation_par_mission.lists import ENVOIS, ENVOIS_DE_LA_PERSONNE
from imagin.activites.convocation_par_mission.views.commun import (
    affectation_demandee,
    mission_demandee,
)
from imagin.domaine.convocations.actions import renvoyer_mels
from imagin.domaine.convocations.queries.envois import journal_de_la_mission, journal_de_la_personne
from imagin.socle.console.enums import GenreMessage
from imagin.socle.console.http import dire_erreur, dire_tout
from imagin.socle.listes import presenter
from imagin.socle.listes.http import reponse_csv
from imagin.socle.texte.numeros import lire_numero

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from imagin.domaine.convocations.queries.envois import LigneJournal
    from imagin.domaine.perimetre.rules import Perimetre

JOURNAL = "convocation_par_mission:envois"


class Envois(View):
    """The mails of a mission: to send, sent, refused with the server's words, address missing; who asked, when.

    Guide: G4.2-18.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        mission = mission_demandee(perimetre, numero)
        journal = journal_de_la_mission(perimetre, numero)
        contexte = {
            "mission": mission,
            "liste": presenter(ENVOIS, journal, request.GET),
            "echecs": sum(ligne.renvoyable and not ligne.incertain for ligne in journal),
            "incertains": sum(ligne.renvoyable and ligne.incertain for ligne in journal),
        }
        return render(request, "convocation_par_mission/envois.html", contexte)


def envois_csv(request: HttpRequest, perimetre: Perimetre, numero: int) -> StreamingHttpResponse:
    """The mails displayed, as CSV."""
    mission_demandee(perimetre, numero)
    journal = journal_de_la_mission(perimetre, numero)
    return reponse_csv(presenter(ENVOIS, journal, request.GET), f"mission_{numero}_envois.csv")


def envois_de_la_personne(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """The mails to a person about the centre's missions, in a side sheet or on its own page.

    Guide: G4.2-18.
    """
    affectation = affectation_demandee(perimetre, cle)
    journal = journal_de_la_personne(perimetre, affectation.intervenant_id)
    contexte = {
        "affectation": affectation,
        "personne": affectation.intervenant,
        "liste": presenter(ENVOIS_DE_LA_PERSONNE, journal, request.GET),
    }
    return render(request, "convocation_par_mission/envois_personne.html", contexte)


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
