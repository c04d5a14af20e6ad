"""« Supprimer »: the page that names each person and says who gets a mail and who must be told otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.domaine.convocations.queries.envois import adresses_prevenues
from imagin.domaine.services_faits.queries import services_retenus
from imagin.presentation.personnes import telephones
from imagin.socle.ui.demande import parametres

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.personnes.models import Intervenant


class Supprimee(NamedTuple):
    """A convocation about to be deleted; `mel` the address that its cancellation goes to, or "" and `telephones`.

    `constat`: what is stated of its service, which holds it, or nothing.
    """

    affectation: Affectation
    mel: str
    telephones: str
    constat: str = ""


def demander_la_suppression(
    request: HttpRequest, perimetre: Perimetre, choisies: Sequence[Affectation], *, retour: str, plusieurs: bool = False
) -> HttpResponse:
    """The page that asks, with those that a stated service holds; `plusieurs`: its button counts the others.

    Guide: G4.2-04.
    """
    mels = adresses_prevenues([affectation.pk for affectation in choisies])
    constats = services_retenus(perimetre, [affectation.pk for affectation in choisies])
    lignes = [Supprimee(a, mels.get(a.pk, ""), telephones(a.intervenant), constats.get(a.pk, "")) for a in choisies]
    libres = [ligne for ligne in lignes if not ligne.constat]
    contexte = {
        "lignes": libres,
        "seule": len(lignes) == 1,
        "retenues": [ligne for ligne in lignes if ligne.constat],
        "bouton": f"Supprimer {len(libres)} convocation{'s' if len(libres) > 1 else ''}" if plusieurs else "Supprimer",
        "adresse": request.path,
        "parametres": [*parametres(request.POST), ("confirme", "1")],
        "retour": retour,
    }
    return render(request, "convocation_par_mission/supprimer.html", contexte)


def sans_mel(personne: Intervenant) -> str:
    """What is added when no mail tells the person that they are no longer summoned."""
    return f" Aucun mél ne lui est parti : prévenez cette personne ({telephones(personne)})."
