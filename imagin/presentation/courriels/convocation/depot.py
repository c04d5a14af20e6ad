"""The mail that carries a convocation: handlers of `EnvoiDemande` and `ConvocationRemplacee`, in their transaction."""

from collections.abc import Iterable, Iterator

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.events import ConvocationRemplacee, EnvoiDemande
from imagin.domaine.convocations.models import Convocation
from imagin.domaine.convocations.queries import convocations_a_envoyer
from imagin.presentation.courriels.convocation.message import porter
from imagin.presentation.documents.convocation.contexte import DonneesConvocation
from imagin.socle.envois.adresses import adresse_nommee
from imagin.socle.envois.depot import Courriel, deposer_courriels
from imagin.socle.envois.suivi import retirer

MOTIF = "La convocation a été modifiée avant le départ du mél."


def deposer_convocations(evenement: EnvoiDemande) -> None:
    """One row of the outbox for each convocation, with the letter as issued and a copy to the centre.

    Guide: G4.2-04, G4.2-18.
    """
    deposer_courriels(_courriels(convocations_a_envoyer(evenement.convocations), evenement.par))


def renvoyer_la_nouvelle(evenement: ConvocationRemplacee) -> None:
    """Who was sent the letter replaced, or was about to be, is sent the new one; what had not left does not leave.

    Guide: G4.2-04.
    """
    retirer(ObjetEnvoi.CONVOCATION, [evenement.ancienne], MOTIF)
    if evenement.mel:
        nouvelles = convocations_a_envoyer([evenement.nouvelle])
        deposer_courriels(_courriels(nouvelles, evenement.par, destinataire=evenement.mel))


def _courriels(convocations: Iterable[Convocation], par: str, *, destinataire: str = "") -> Iterator[Courriel]:
    for convocation in convocations:
        lettre = DonneesConvocation.depuis_json(convocation.lettre)
        a = adresse_nommee(str(convocation.affectation.intervenant), destinataire) if destinataire else ""
        yield porter(convocation, lettre, objet=ObjetEnvoi.CONVOCATION, par=par, destinataire=a)
