"""Send again to SANTORIN what it refused."""

from django.db import transaction

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.racines import affectations_aux
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.domaine.missions.models import Mission
from imagin.domaine.missions.queries import missions_du_centre
from imagin.domaine.perimetre.enums import Role
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.envois.suivi import derniers_envois, relancer


@transaction.atomic
def renvoyer_a_santorin(perimetre: Perimetre, *, mission: Mission) -> int:
    """Send again the latest message of each affectation of the mission, if it was refused; how many.

    Under the same identifier, once what SANTORIN lacked has been put right. A message that a later one replaced does
    not leave. Raises ConvocationRefusee when nothing was refused.

    Guide: G4.2-15.
    """
    perimetre.exiger(Role.ETABLISSEMENT)
    affectations = affectations_aux(missions_du_centre(perimetre)).filter(mission=mission)
    derniers = derniers_envois(ObjetEnvoi.SANTORIN, affectations.order_by().values_list("pk", flat=True))
    nombre = relancer([envoi.pk for envoi in derniers.values()])
    if not nombre:
        raise ConvocationRefusee("SANTORIN n'a rien refusé de cette mission : il n'y a rien à renvoyer.")
    return nombre
