"""New dates for several convocations of a mission."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from imagin.activites.convocation_par_mission.forms import DatesForm
from imagin.activites.convocation_par_mission.lists import est_du_centre
from imagin.activites.convocation_par_mission.objets import (
    mission_demandee,
)
from imagin.activites.convocation_par_mission.screens import INTERVENANTS
from imagin.activites.convocation_par_mission.views.conflits import RIEN_EN_SUSPENS, Suspens, par_personne
from imagin.activites.convocation_par_mission.views.lots import CHANGEMENTS_PAR_LOT, dire_les_resultats, trop_a_la_fois
from imagin.domaine.convocations.actions import modifier_dates
from imagin.domaine.convocations.queries.versions import etats_des_dates
from imagin.domaine.missions.queries import creneaux_possibles
from imagin.domaine.missions.rules import attentes
from imagin.presentation.doutes import confirmation_postee, doutes_a_montrer
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.calendrier import mois_du_calendrier
from imagin.socle.ui.volet import rediriger
from imagin.socle.versions import version_de

if TYPE_CHECKING:
    from imagin.domaine.convocations.actions import ResultatDuLot
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre


def demander_les_dates(
    request: HttpRequest,
    mission: Mission,
    choisies: Sequence[Affectation],
    *,
    form: DatesForm | None = None,
    suspens: Suspens = RIEN_EN_SUSPENS,
    versions: Mapping[int, str] | None = None,
) -> HttpResponse:
    """The calendar of the mission, loaded with its organisation; status 422 when something must be corrected.

    `versions`: of the dates that the form was opened on, by affectation; those of now when it opens.
    """
    form = form or DatesForm()
    etats = etats_des_dates(choisies) if versions is None else {}
    lues = {cle: version_de(etat) for cle, etat in etats.items()} if versions is None else versions
    possibles = {jour: (c.debut, c.fin) for jour, c in creneaux_possibles(mission).items()}
    contexte = {
        "form": form,
        "mission": mission,
        "attendu": attentes(mission),
        "choisies": [(affectation, lues.get(affectation.pk, "")) for affectation in choisies],
        "mois": mois_du_calendrier(possibles, form.horaires()),
        "motif": form["motif"],
        "conflits": par_personne(suspens.conflits, form.cles("confirmes")),
        "doutes": doutes_a_montrer(suspens.doutes, confirmation_postee(request.POST)),
    }
    return rendre_saisie(request, "convocation_par_mission/dates.html", contexte, form)


def changer_les_dates(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """Give the dates to each; those that clash are shown again, to be confirmed or left as they were.

    Guide: G4.2-04, G4.2-19.
    """
    mission = mission_demandee(perimetre, numero, organisee=True)
    form = DatesForm(request.POST)
    choisies = [a for a in INTERVENANTS.sur(request, perimetre, mission).liste.objets if est_du_centre(a)]
    choisies = [a for a in choisies if a.pk in form.cles("affectations")]
    if trop_a_la_fois(request, len(choisies), CHANGEMENTS_PAR_LOT) or not form.is_valid():
        return demander_les_dates(request, mission, choisies, form=form, versions=form.versions())
    resultats = modifier_dates(
        perimetre,
        affectations=[a.pk for a in choisies],
        demande=form.demande(),
        versions=form.versions(),
    )
    en_suspens = [r for r in resultats if r.conflits or r.doutes or r.version]
    dire_les_resultats(request, (r for r in resultats if r not in en_suspens), choisies, "Dates modifiées")
    if not en_suspens:
        return rediriger(request, reverse("convocation_par_mission:detail", args=[numero]))
    return _redemander(request, mission, choisies, form, en_suspens)


def _redemander(
    request: HttpRequest,
    mission: Mission,
    choisies: Collection[Affectation],
    form: DatesForm,
    en_suspens: Collection[ResultatDuLot],
) -> HttpResponse:
    """The form again for those that may still be confirmed; what somebody else has changed is said of each person."""
    qui = {affectation.pk: str(affectation.intervenant) for affectation in choisies}
    phrases = (f"{qui[r.affectation]} : {r.refus}" if r.version else r.refus for r in en_suspens)
    for refus in dict.fromkeys(phrases):
        form.add_error(None, refus)
    restantes = {r.affectation for r in en_suspens}
    suspens = Suspens(
        conflits=[conflit for r in en_suspens for conflit in r.conflits],
        doutes=[doute for r in en_suspens for doute in r.doutes],
    )
    versions = form.versions() | {r.affectation: r.version for r in en_suspens if r.version}
    restent = [affectation for affectation in choisies if affectation.pk in restantes]
    return demander_les_dates(request, mission, restent, form=form, suspens=suspens, versions=versions)
