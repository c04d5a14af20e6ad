"""What follows, for the constats, from what `convocations` announces: inside its transaction."""

from imagin.domaine.convocations.events import ConvocationsAnnulees
from imagin.domaine.convocations.rules import ConvocationsRetenues
from imagin.domaine.services_faits.queries import constats_poses
from imagin.domaine.services_faits.racines import constats_des_lettres
from imagin.domaine.services_faits.rules import retenue_par


def retenir_ce_qui_est_constate(evenement: ConvocationsAnnulees) -> None:
    """A service stated, done or not, stops the deletion of its convocation until it is taken back.

    Raises ConvocationsRetenues. The database holds the same (migration 0005).

    Guide: G4.2-04, G4.3-06.
    """
    constats = constats_poses(constats_des_lettres(evenement.convocations))
    constats = constats.select_related("affectation__intervenant", "affectation__mission").order_by("pk")
    retenues = [constat.affectation for constat in constats]
    if retenues:
        raise ConvocationsRetenues({une.pk: retenue_par(str(une.intervenant), une.mission.numero) for une in retenues})
