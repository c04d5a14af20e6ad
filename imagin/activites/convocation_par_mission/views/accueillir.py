"""Taking in somebody found elsewhere, and going back to the convocation with them chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagin.activites.convocation_par_mission.forms import ConvocationForm
from imagin.activites.convocation_par_mission.objets import mission_demandee
from imagin.activites.convocation_par_mission.views.ailleurs import Trouvee, page_ailleurs
from imagin.activites.convocation_par_mission.views.convoquer import Convoquer
from imagin.domaine.federation.actions import rattacher
from imagin.domaine.federation.rules import FederationRefusee
from imagin.socle.console.http import dire_succes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre


class Ailleurs(Convoquer):
    """Look for somebody of another académie, take them in, go back to what was being typed.

    Guide: G4.6-07.
    """

    def get(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        return page_ailleurs(request, perimetre, mission_demandee(perimetre, numero, organisee=True))

    def post(self, request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
        mission = mission_demandee(perimetre, numero, organisee=True)
        if "revenir" in request.POST:
            return self._revenir(request, perimetre, mission)
        if "ajouter" not in request.POST:
            return page_ailleurs(request, perimetre, mission, chercher=True)
        try:
            trouvee = Trouvee.lire(perimetre, request.POST.get("trouvee", ""))
            lien = rattacher(
                perimetre,
                partenaire=trouvee.academie,
                fiche=trouvee.fiche,
                numen=trouvee.numen,
                date_naissance=trouvee.date_naissance,
            )
        except FederationRefusee as refus:
            return page_ailleurs(request, perimetre, mission, refus=str(refus))
        dire_succes(request, f"Personne ajoutée : {lien.intervenant}, académie {lien.partenaire.nom}.")
        return self._revenir(request, perimetre, mission, ajoutee=lien.intervenant_id)

    def _revenir(
        self, request: HttpRequest, perimetre: Perimetre, mission: Mission, *, ajoutee: int | None = None
    ) -> HttpResponse:
        """The convocation as it was being typed, with one more person ticked."""
        saisie = request.POST.copy()
        if ajoutee is not None:
            saisie.appendlist("intervenants", str(ajoutee))
        return self.choisir(request, perimetre, ConvocationForm(mission, saisie))
