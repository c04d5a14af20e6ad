"""The mail that carries a convocation: its handlers follow `EnvoiDemande` and `ConvocationsRemplacees`."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.domaine.convocations.events import ConvocationsRemplacees, EnvoiDemande
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


def renvoyer_les_nouvelles(evenement: ConvocationsRemplacees) -> None:
    """Who was sent a letter that is replaced, or was about to be, is sent the next; what had not left does not leave.

    Guide: G4.2-04.
    """
    retirer(ObjetEnvoi.CONVOCATION, evenement.anciennes, MOTIF)
    if evenement.mels:
        nouvelles = convocations_a_envoyer(list(evenement.mels))
        deposer_courriels(_courriels(nouvelles, evenement.par, mels=evenement.mels))


def _courriels(
    convocations: Iterable[Convocation], par: str, *, mels: Mapping[int, str] = MappingProxyType({})
) -> Iterator[Courriel]:
    for convocation in convocations:
        lettre = DonneesConvocation.depuis_json(convocation.lettre)
        mel = mels.get(convocation.pk, "")
        a = adresse_nommee(str(convocation.affectation.intervenant), mel) if mel else ""
        yield porter(convocation, lettre, objet=ObjetEnvoi.CONVOCATION, par=par, destinataire=a)
