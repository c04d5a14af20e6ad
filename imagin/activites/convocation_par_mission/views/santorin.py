"""What SANTORIN refused, sent again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from imagin.activites.convocation_par_mission.objets import mission_demandee
from imagin.domaine.convocations.actions import renvoyer_a_santorin
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.console.http import dire_erreur, dire_succes


def renvoyer_santorin(request: HttpRequest, perimetre: Perimetre, numero: int) -> HttpResponse:
    """Have what SANTORIN refused of the mission leave again.

    Guide: G4.2-15.
    """
    mission = mission_demandee(perimetre, numero)
    try:
        nombre = renvoyer_a_santorin(perimetre, mission=mission)
    except ConvocationRefusee as refus:
        dire_erreur(request, str(refus))
    else:
        repart = f"{nombre} transmissions repartent" if nombre > 1 else "Une transmission repart"
        dire_succes(request, f"{repart} vers SANTORIN, mission {numero}.")
    return redirect("convocation_par_mission:detail", numero)
