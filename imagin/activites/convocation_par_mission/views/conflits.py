"""What summoning would clash with, said by person before the button."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imagin.activites.convocation_par_mission.forms import ConvocationForm
from imagin.activites.convocation_par_mission.objets import mission_demandee
from imagin.domaine.convocations.queries.conflits import conflits
from imagin.domaine.convocations.rules import ConflitsAConfirmer
from imagin.domaine.doutes.rules import DoutesAConfirmer
from imagin.socle.versions import ChangeeEntreTemps

if TYPE_CHECKING:
    from imagin.domaine.convocations.rules import Conflit
    from imagin.domaine.doutes.rules import Doute
    from imagin.domaine.perimetre.rules import Perimetre


def apercu_conflits(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """What the choices made so far would clash with; asked as the form changes, writes nothing.

    Guide: G4.2-19.
    """
    mission = mission_demandee(perimetre, numero, organisee=True)
    form = ConvocationForm(mission, request.POST)
    trouves = conflits(
        perimetre,
        mission=mission,
        intervenants=form.cles("intervenants"),
        plages=form.plages(),
        hors_affectations=form.cles("affectations"),
    )
    contexte = {"conflits": par_personne(trouves, form.cles("confirmes")), "motif": form["motif"]}
    return render(request, "convocation_par_mission/conflits.html", contexte)


@dataclass(frozen=True)
class Suspens:
    """What a refusal leaves to the caller: conflicts and doubts to confirm, the version of what somebody has put there.

    `confirmees`: the people confirmed already, when the form that is shown does not say.
    """

    conflits: Collection[Conflit] = ()
    doutes: Collection[Doute] = ()
    version: str = ""
    confirmees: Collection[int] = ()

    @classmethod
    def de(cls, refus: Exception) -> Suspens:
        """What that refusal leaves."""
        return cls(
            conflits=refus.conflits if isinstance(refus, ConflitsAConfirmer) else (),
            doutes=refus.doutes if isinstance(refus, DoutesAConfirmer) else (),
            version=refus.version if isinstance(refus, ChangeeEntreTemps) else "",
        )


RIEN_EN_SUSPENS = Suspens()


@dataclass(frozen=True)
class PersonneEnConflit:
    """A person with what they clash with; `bloquant` cannot be confirmed, `confirmee` already is."""

    cle: int
    nom: str
    phrases: list[str]
    bloquant: bool
    confirmee: bool


def par_personne(trouves: Collection[Conflit], confirmees: Collection[int]) -> list[PersonneEnConflit]:
    """Conflicts gathered by person, in the order in which they were found."""
    groupes: dict[int, list[Conflit]] = {}
    for conflit in trouves:
        groupes.setdefault(conflit.intervenant, []).append(conflit)
    return [
        PersonneEnConflit(
            cle, groupe[0].nom, [c.phrase for c in groupe], any(c.bloquant for c in groupe), cle in confirmees
        )
        for cle, groupe in groupes.items()
    ]
