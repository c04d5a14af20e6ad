"""« Supprimer »: the page that names each person and says who gets a mail and who must be told otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.domaine.convocations.queries.envois import adresses_prevenues
from imagin.socle.ui.demande import parametres

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.personnes.models import Intervenant


class Supprimee(NamedTuple):
    """A convocation about to be deleted; `mel` the address that its cancellation goes to, or "" and `telephones`."""

    affectation: Affectation
    mel: str
    telephones: str


def demander_la_suppression(
    request: HttpRequest, choisies: Sequence[Affectation], *, retour: str, bouton: str = "Supprimer"
) -> HttpResponse:
    """The page that asks; `bouton` is what its button says.

    Guide: G4.2-04.
    """
    mels = adresses_prevenues([affectation.pk for affectation in choisies])
    lignes = [Supprimee(a, mels.get(a.pk, ""), telephones(a.intervenant)) for a in choisies]
    contexte = {
        "lignes": lignes,
        "bouton": bouton,
        "adresse": request.path,
        "parametres": [*parametres(request.POST), ("confirme", "1")],
        "retour": retour,
    }
    return render(request, "convocation_par_mission/supprimer.html", contexte)


def telephones(personne: Intervenant) -> str:
    """« tél. 06 39 98 41 15 / 05 61 00 00 00 », « aucun téléphone connu »."""
    connus = " / ".join(filter(None, (personne.tel_personnel, personne.tel_professionnel)))
    return f"tél. {connus}" if connus else "aucun téléphone connu"


def sans_mel(personne: Intervenant) -> str:
    """What is added when no mail tells the person that they are no longer summoned."""
    return f" Aucun mél ne lui est parti : prévenez cette personne ({telephones(personne)})."
