"""The mail that tells somebody that they are no longer summoned: handler of `ConvocationAnnulee`."""

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.events import ConvocationAnnulee
from imagin.domaine.convocations.queries import convocations_a_envoyer
from imagin.domaine.convocations.queries.envois import lettre_partie
from imagin.presentation.courriels.convocation.message import porter
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.presentation.documents.convocation.versions import annuler
from imagin.socle.envois.adresses import decomposee
from imagin.socle.envois.depot import deposer_courriels
from imagin.socle.envois.suivi import retirer
from imagin.socle.temps import maintenant

MOTIF = "La convocation a été annulée avant le départ du mél."


def prevenir_de_l_annulation(evenement: ConvocationAnnulee) -> str | None:
    """What has not left yet does not leave; if a letter of this affectation did, its cancellation follows it.

    Returns the address that the cancellation goes to: the one that the letter went to.

    Guide: G4.2-04.
    """
    retirer(ObjetEnvoi.CONVOCATION, [evenement.convocation], MOTIF)
    [convocation] = convocations_a_envoyer([evenement.convocation])
    partie = lettre_partie(convocation.affectation_id)
    if partie is None:
        return None
    lettre = annuler(DonneesConvocation.depuis_json(convocation.lettre), maintenant())
    deposer_courriels(
        [porter(convocation, lettre, objet=ObjetEnvoi.ANNULATION, par=evenement.par, destinataire=partie.destinataire)]
    )
    return decomposee(partie.destinataire)
