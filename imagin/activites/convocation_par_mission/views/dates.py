"""New dates for several convocations of a mission."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from imagin.activites.convocation_par_mission.forms import DatesForm
from imagin.activites.convocation_par_mission.lists import est_du_centre
from imagin.activites.convocation_par_mission.views.commun import (
    intervenants_affiches,
    mission_demandee,
    perimetre_de,
)
from imagin.activites.convocation_par_mission.views.conflits import par_personne
from imagin.activites.convocation_par_mission.views.lots import DATES_PAR_LOT, dire_les_resultats, trop_a_la_fois
from imagin.domaine.convocations.actions.plusieurs import modifier_dates
from imagin.domaine.missions.queries import creneaux_possibles
from imagin.domaine.missions.rules import attentes
from imagin.presentation.doutes import confirmation_postee, doutes_a_montrer
from imagin.socle.console.saisie import rendre_saisie
from imagin.socle.ui.calendrier import mois_du_calendrier
from imagin.socle.ui.volet import rediriger

if TYPE_CHECKING:
    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.rules import Conflit
    from imagin.domaine.doutes.rules import Doute
    from imagin.domaine.missions.models import Mission


def demander_les_dates(
    request: HttpRequest,
    mission: Mission,
    choisies: Sequence[Affectation],
    *,
    form: DatesForm | None = None,
    alertes: Collection[Conflit] = (),
    doutes: Collection[Doute] = (),
) -> HttpResponse:
    """The calendar of the mission, loaded with its organisation; status 422 when something must be corrected."""
    form = form or DatesForm()
    possibles = {jour: (c.debut, c.fin) for jour, c in creneaux_possibles(mission).items()}
    contexte = {
        "form": form,
        "mission": mission,
        "attendu": attentes(mission),
        "choisies": choisies,
        "mois": mois_du_calendrier(possibles, form.horaires()),
        "conflits": par_personne(alertes, form.cles("confirmes")),
        "motif": form["motif"],
        "doutes": doutes_a_montrer(doutes, confirmation_postee(request.POST)),
    }
    return rendre_saisie(request, "convocation_par_mission/dates.html", contexte, form)


def changer_les_dates(request: HttpRequest, numero: int) -> HttpResponse:
    """Give the dates to each; those that clash are shown again, to be confirmed or left as they were.

    Guide: G4.2-04, G4.2-19.
    """
    mission = mission_demandee(request, numero, organisee=True)
    form = DatesForm(request.POST)
    choisies = [a for a in intervenants_affiches(request, mission).objets if est_du_centre(a)]
    choisies = [a for a in choisies if a.pk in form.cles("affectations")]
    if trop_a_la_fois(request, len(choisies), DATES_PAR_LOT) or not form.is_valid():
        return demander_les_dates(request, mission, choisies, form=form)
    resultats = modifier_dates(perimetre_de(request), affectations=[a.pk for a in choisies], demande=form.demande())
    alertes = [conflit for resultat in resultats for conflit in resultat.conflits]
    doutes = [doute for resultat in resultats for doute in resultat.doutes]
    en_suspens = [r for r in resultats if r.conflits or r.doutes]
    dire_les_resultats(request, (r for r in resultats if r not in en_suspens), choisies, "Dates modifiées")
    if not en_suspens:
        return rediriger(request, reverse("convocation_par_mission:detail", args=[numero]))
    for refus in dict.fromkeys(r.refus for r in en_suspens):
        form.add_error(None, refus)
    restantes = {r.affectation for r in en_suspens}
    restent = [a for a in choisies if a.pk in restantes]
    return demander_les_dates(request, mission, restent, form=form, alertes=alertes, doutes=doutes)
