"""What several views of the activity need: the caller's perimeter, their personnel as filtered and displayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from imagin.activites.consultation_personnels.forms import CONVOCATION, FiltrePeriode
from imagin.activites.consultation_personnels.lists import PERSONNELS
from imagin.domaine.convocations.queries.personnel import convoques_sur, personnels_et_convocations
from imagin.domaine.disponibilites.queries import disponibles_sur
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.listes import ListePresentee, presenter_selon_taille

if TYPE_CHECKING:
    from imagin.domaine.convocations.queries.personnel import PersonneConvoquee


def banniere(perimetre: Perimetre) -> str:
    """« LGT LA DECOUVERTE DECAZEVILLE (0120006S) », above what is printed."""
    return f"{perimetre.etablissement} ({perimetre.uai})"


def filtre_de(request: HttpRequest) -> FiltrePeriode:
    """The filter as the address says it; unbound when it says none."""
    return FiltrePeriode(request.GET, lier=False)


def personnels_affiches(
    request: HttpRequest, perimetre: Perimetre, filtre: FiltrePeriode | None = None
) -> ListePresentee[PersonneConvoquee]:
    """The personnel as filtered and searched: what every download follows. A filter that is wrong filters nothing.

    Guide: G3.1-02, G3.1-03.
    """
    filtre = filtre or filtre_de(request)
    lignes = personnels_et_convocations(perimetre)
    if filtre.is_bound and filtre.is_valid():
        convoques = filtre.cleaned_data["selon"] == CONVOCATION
        lignes = (convoques_sur if convoques else disponibles_sur)(lignes, filtre.periode())
    return presenter_selon_taille(PERSONNELS, lignes, request.GET)
