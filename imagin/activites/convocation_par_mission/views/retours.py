"""Where one goes back to after acting on the convocations of the centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse

from imagin.activites.convocation_par_mission.forms.filtres import FiltresConvocations
from imagin.socle.listes.filtres import FILTRE, SUIVI

if TYPE_CHECKING:
    from django.http import HttpRequest


def retour_aux_convocations(request: HttpRequest) -> str:
    """The address of that list with the filters, search and sort that it had."""
    parametres, gardes = request.POST if request.method == "POST" else request.GET, QueryDict(mutable=True)
    for nom in (FILTRE, *FiltresConvocations.base_fields, *SUIVI):
        gardes.setlist(nom, [valeur for valeur in parametres.getlist(nom) if valeur])
    adresse, suite = reverse("convocation_par_mission:convocations"), gardes.urlencode()
    return f"{adresse}?{suite}" if suite else adresse
