"""View of « Sévérité des conflits »: form → action → message → redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from imagin.domaine.convocations.actions import regler_severites
from imagin.domaine.convocations.queries.severites import ReglageSeverite, etat_des_severites, severites_reglees
from imagin.gestion.severites_conflits.forms import SeveritesForm
from imagin.socle.console.http import dire, dire_succes
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.versions import ChangeeEntreTemps, version_de

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imagin.domaine.perimetre.rules import Perimetre


class ReglerSeverites(View):
    """What IMAG'IN does of each kind of conflict, for the whole académie.

    Guide: G4.2-19.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        return _ecran(request, SeveritesForm(severites_reglees(perimetre)))

    def post(self, request: HttpRequest, perimetre: Perimetre) -> HttpResponse:
        tenus = severites_reglees(perimetre)
        form = SeveritesForm(tenus, request.POST)
        if not form.is_valid():
            return _ecran(request, form)
        changements = form.voulus(tenus)
        lue = version_de(etat_des_severites(form.lus([tenu for tenu, _ in changements])))
        try:
            regler_severites(perimetre, voulus=[voulu for _, voulu in changements], version=lue)
        except ChangeeEntreTemps as refus:
            form = form.relu(severites_reglees(perimetre))
            form.add_error(None, str(refus))
            return _ecran(request, form)
        for tenu, voulu in changements:
            for phrase in _annonces(tenu, voulu):
                dire_succes(request, phrase)
        if not changements:
            dire(request, "Vous n'avez changé aucun réglage.")
        return redirect("severites_conflits:severites")


def _annonces(tenu: ReglageSeverite, voulu: ReglageSeverite) -> Iterator[str]:
    """What the console says of a change."""
    if voulu.severite != tenu.severite:
        avant, apres = tenu.severite.label, voulu.severite.label
        yield f"« {voulu.nature.label} » : le réglage est désormais « {apres} », au lieu de « {avant} »."
    if voulu.seuil_km != tenu.seuil_km:
        yield f"Un centre est désormais éloigné à partir de {voulu.seuil_km} km, au lieu de {tenu.seuil_km} km."


def _ecran(request: HttpRequest, form: SeveritesForm) -> HttpResponse:
    return rendre_saisie(request, "severites_conflits/severites.html", {"form": form}, form)
