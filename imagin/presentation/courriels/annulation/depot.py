"""The mail that tells people that they are no longer summoned: handler of `ConvocationsAnnulees`."""

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.events import ConvocationsAnnulees
from imagin.domaine.convocations.queries import convocations_a_envoyer
from imagin.domaine.convocations.queries.envois import lettres_parties
from imagin.presentation.courriels.convocation.message import porter
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.presentation.documents.convocation.versions import annuler
from imagin.socle.envois.depot import deposer_courriels
from imagin.socle.envois.suivi import retirer
from imagin.socle.temps import maintenant

MOTIF = "La convocation a été annulée avant le départ du mél."


def prevenir_de_l_annulation(evenement: ConvocationsAnnulees) -> None:
    """What has not left yet does not leave; if a letter of an affectation did, its cancellation follows it there.

    Guide: G4.2-04.
    """
    retirer(ObjetEnvoi.CONVOCATION, evenement.convocations, MOTIF)
    annulees = list(convocations_a_envoyer(evenement.convocations))
    parties = lettres_parties([convocation.affectation_id for convocation in annulees])
    deposer_courriels(
        porter(
            convocation,
            annuler(DonneesConvocation.depuis_json(convocation.lettre), maintenant()),
            objet=ObjetEnvoi.ANNULATION,
            par=evenement.par,
            destinataire=parties[convocation.affectation_id].destinataire,
        )
        for convocation in annulees
        if convocation.affectation_id in parties
    )
