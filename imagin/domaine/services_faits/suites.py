"""What follows, for the constats, from what `convocations` announces: inside its transaction."""

from imagin.domaine.convocations.events import ConvocationAnnulee
from imagin.domaine.convocations.rules import ConvocationRefusee
from imagin.domaine.services_faits.models import Constat
from imagin.domaine.services_faits.queries import constats_poses
from imagin.domaine.services_faits.rules import retenue_par


def retenir_ce_qui_est_constate(evenement: ConvocationAnnulee) -> None:
    """A service stated, done or not, stops the deletion of its convocation until it is taken back.

    Raises ConvocationRefusee. The database holds the same (migration 0005).

    Guide: G4.2-04, G4.3-06.
    """
    constat = (
        constats_poses(Constat.objects.filter(affectation__convocations=evenement.convocation))
        .select_related("affectation__intervenant", "affectation__mission")
        .first()
    )
    if constat is not None:
        affectation = constat.affectation
        raise ConvocationRefusee(retenue_par(str(affectation.intervenant), affectation.mission.numero))
