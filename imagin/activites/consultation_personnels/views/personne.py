"""One person: three tabs, one address each, and their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from imagin.activites.consultation_personnels.lists import (
    AFFECTATIONS,
    ENSEIGNEMENTS,
    INDISPONIBILITES,
    derniere_convocation,
)
from imagin.domaine.convocations.queries.lettres import emission_du_personnel
from imagin.domaine.convocations.queries.personnel import (
    a_des_affectations_non_convoquees,
    affectations_convoquees_de,
    convocation_du_personnel,
    personnel_et_convocation,
)
from imagin.domaine.disponibilites.queries import indisponibilite_du_personnel, indisponibilites_de
from imagin.domaine.personnes.queries import enseignements
from imagin.presentation.documents.convocation.telechargement import duplicata_en_pdf, lettre_en_pdf
from imagin.socle.listes import presenter
from imagin.socle.listes.http import telecharger
from imagin.socle.temps import date_courte
from imagin.socle.ui.onglets import Onglet

if TYPE_CHECKING:
    from imagin.domaine.convocations.queries.personnel import PersonneConvoquee
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import ListePresentee

ONGLETS = {
    "affectations": "Affectations Convoquées",
    "indisponibilites": "Indisponibilités",
    "enseignements": "Enseignements",
}


class AffectationsConvoquees(View):
    """Tab « Affectations Convoquées ».

    Guide: G3.1-06.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
        liste = presenter(AFFECTATIONS, affectations_convoquees_de(perimetre, choisie.pk), request.GET)
        reste = a_des_affectations_non_convoquees(perimetre, choisie.pk)
        return _onglet(request, choisie, "affectations", liste, reste_a_convoquer=reste)


class Indisponibilites(View):
    """Tab « Indisponibilités ».

    Guide: G3.1-07.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
        siennes = indisponibilites_de(perimetre, choisie.pk)
        return _onglet(request, choisie, "indisponibilites", presenter(INDISPONIBILITES, siennes, request.GET))


def convocation_ailleurs(
    request: HttpRequest, perimetre: Perimetre, personne: int, indisponibilite: int
) -> HttpResponse:
    """Summary of the convocation by another académie that makes the person unavailable (G3.1-07)."""
    choisie = _personne(perimetre, personne)
    trouvee = indisponibilite_du_personnel(perimetre, indisponibilite, intervenant=choisie.pk)
    if trouvee is None or trouvee.convocation is None:
        raise Http404
    contexte = {"personne": choisie, "convocation": trouvee.convocation}
    return render(request, "consultation_personnels/convocation_ailleurs.html", contexte)


class Enseignements(View):
    """Tab « Enseignements », read-only, from STS-WEB.

    Guide: G3.1-08.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, personne: int) -> HttpResponse:
        choisie = _personne(perimetre, personne)
        siens = enseignements(perimetre, choisie.pk)
        return _onglet(request, choisie, "enseignements", presenter(ENSEIGNEMENTS, siens, request.GET))


def lettre(request: HttpRequest, perimetre: Perimetre, cle: int) -> HttpResponse:
    """The letter of a member of the personnel, as issued, or made again and marked so when another system issued it.

    Guide: G3.1-06.
    """
    if convocation := convocation_du_personnel(perimetre, cle):
        pdf, nom = lettre_en_pdf(convocation)
    elif emission := emission_du_personnel(perimetre, cle):
        pdf, nom = duplicata_en_pdf(emission)
    else:
        raise Http404
    return telecharger(HttpResponse(pdf, content_type="application/pdf"), nom)


def _personne(perimetre: Perimetre, cle: int) -> PersonneConvoquee:
    """A member of the caller's personnel, with their latest letter's date; 404 for anybody else."""
    personne = personnel_et_convocation(perimetre, cle)
    if personne is None:
        raise Http404
    return personne


def _onglet(
    request: HttpRequest,
    personne: PersonneConvoquee,
    courant: str,
    liste: ListePresentee,
    *,
    reste_a_convoquer: bool = False,
) -> HttpResponse:
    derniere = derniere_convocation(personne)
    contexte = {
        "personne": personne,
        "complements": [("Dernière convocation", date_courte(derniere) if derniere else "")],
        "onglets": [
            Onglet(libelle, reverse(f"consultation_personnels:{nom}", args=[personne.pk]), nom == courant)
            for nom, libelle in ONGLETS.items()
        ],
        "liste": liste,
        "reste_a_convoquer": reste_a_convoquer,
    }
    return render(request, "consultation_personnels/personne.html", contexte)
