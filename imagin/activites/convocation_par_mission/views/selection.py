"""The ticked convocations, of one mission or of several: letters, mails, dates, deletion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from imagin.activites.convocation_par_mission.lists import est_du_centre
from imagin.activites.convocation_par_mission.objets import mission_demandee
from imagin.activites.convocation_par_mission.screens import CONVOCATIONS, INTERVENANTS
from imagin.activites.convocation_par_mission.views.dates import demander_les_dates
from imagin.activites.convocation_par_mission.views.envoyer import envoyer_ou_demander
from imagin.activites.convocation_par_mission.views.lots import (
    CHANGEMENTS_PAR_LOT,
    dire_les_resultats,
    pdf_des_lettres,
    trop_a_la_fois,
    zip_des_lettres,
)
from imagin.activites.convocation_par_mission.views.retours import retour_aux_convocations
from imagin.activites.convocation_par_mission.views.supprimer import demander_la_suppression, sans_mel
from imagin.domaine.convocations.actions import annuler_convocations
from imagin.domaine.convocations.queries import lettres_du_centre
from imagin.socle.console.http import dire_erreur
from imagin.socle.texte.numeros import lire_numeros

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.queries import LettreNommee
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre


@dataclass(frozen=True)
class Lot:
    """What was ticked, where one goes back to, and the mission when there is only one."""

    request: HttpRequest
    perimetre: Perimetre
    choisies: list[Affectation]
    retour: str
    mission: Mission | None = None

    @property
    def cles(self) -> list[int]:
        """Keys of the affectations."""
        return [affectation.pk for affectation in self.choisies]

    @property
    def demande(self) -> bool:
        """Is it still to be asked whether this is really wanted?"""
        return "confirme" not in self.request.POST

    def lettres(self) -> Iterator[LettreNommee]:
        """Their letters, by mission and name."""
        return lettres_du_centre(self.perimetre, affectations=self.cles)


def selection(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponseBase:
    """What the button pressed asks for the ticked lines of a mission, those of the centre only.

    Guide: G4.2-04, G4.2-16, G4.2-18.
    """
    mission = mission_demandee(perimetre, numero, organisee=True)
    affichees = [a for a in INTERVENANTS.sur(request, perimetre, mission).liste.objets if est_du_centre(a)]
    retour = reverse("convocation_par_mission:detail", args=[numero])
    return _faire(Lot(request, perimetre, _cochees(request, affichees), retour, mission))


def selection_du_centre(request: HttpRequest, perimetre: Perimetre) -> HttpResponseBase:
    """The same for the ticked lines of the list of all missions.

    Guide: G4.2-04, G4.2-16, G4.2-18.
    """
    affichees = CONVOCATIONS.affichee(request, perimetre).objets
    return _faire(Lot(request, perimetre, _cochees(request, affichees), retour_aux_convocations(request)))


def _cochees(request: HttpRequest, affichees: Sequence[Affectation]) -> list[Affectation]:
    cochees = lire_numeros(request.POST.getlist("affectations"))
    return [affectation for affectation in affichees if affectation.pk in cochees]


def _faire(lot: Lot) -> HttpResponseBase:
    geste = GESTES.get(lot.request.POST.get("geste", ""))
    if lot.choisies and geste:
        return geste(lot)
    dire_erreur(lot.request, "Cochez d'abord, dans la liste, des convocations que votre centre a réalisées.")
    return redirect(lot.retour)


def _telecharger(lot: Lot) -> HttpResponseBase:
    return zip_des_lettres(lot.request, lot.lettres(), mission=lot.mission, retour=lot.retour)


def _imprimer(lot: Lot) -> HttpResponse:
    return pdf_des_lettres(lot.request, lot.lettres(), mission=lot.mission, retour=lot.retour)


def _envoyer(lot: Lot) -> HttpResponse:
    return envoyer_ou_demander(lot.request, lot.perimetre, lot.cles, retour=lot.retour, demander=lot.demande)


def _changer_les_dates(lot: Lot) -> HttpResponse:
    """Only on one mission, whose calendar is shown."""
    if lot.mission is None:
        dire_erreur(lot.request, "Les dates se modifient mission par mission : ouvrez d'abord une mission.")
        return redirect(lot.retour)
    if trop_a_la_fois(lot.request, len(lot.choisies), CHANGEMENTS_PAR_LOT):
        return redirect(lot.retour)
    return demander_les_dates(lot.request, lot.mission, lot.choisies)


def _supprimer(lot: Lot) -> HttpResponse:
    """Ask first, naming each; then one line of the console for each."""
    if trop_a_la_fois(lot.request, len(lot.choisies), CHANGEMENTS_PAR_LOT):
        return redirect(lot.retour)
    if lot.demande:
        return demander_la_suppression(lot.request, lot.perimetre, lot.choisies, retour=lot.retour, plusieurs=True)
    resultats = annuler_convocations(lot.perimetre, affectations=lot.cles)
    dire_les_resultats(lot.request, resultats, lot.choisies, "Convocation supprimée", sans_mel=sans_mel)
    return redirect(lot.retour)


GESTES: dict[str, Callable[[Lot], HttpResponseBase]] = {
    "telecharger": _telecharger,
    "imprimer": _imprimer,
    "envoyer": _envoyer,
    "dates": _changer_les_dates,
    "supprimer": _supprimer,
}
