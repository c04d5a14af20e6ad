"""The channels « federation-<code> » of the outbox, one a partner: one that is down stops nobody else's messages.

Repeatable: a partner recognises by its number a message that it has taken, so a doubt is settled by sending again.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.models import Q
from pydantic import ValidationError

from imagin.domaine.federation.queries import SILENCE, partenaire_ouvert
from imagin.domaine.federation.racines import partenaires_ouverts
from imagin.domaine.federation.rules import PartenaireInjoignable
from imagin.echanges.federation.client import Partenariat, ReponseRefusee, ouvrir
from imagin.echanges.federation.schemas import Accuse
from imagin.socle.envois.erreurs import EchecDuCanal, EchecTemporaire, Refus
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant

CHEMIN = "convocations"
# What the partner says of this message and not of itself; anything else stops the round.
REFUSE = {422}
POUR_PLUS_TARD = {408, 425, 429, 500}
# After as many messages in a row that it could not take, it is the partner that is ill.
DE_SUITE = 3
REMARQUES = {
    "INCONNUE": "Prise, mais personne ne répond là-bas à ce NUMEN ou à ce nom : leur gestionnaire dira qui c'est.",
    "AMBIGUE": "Prise, mais plusieurs personnes portent ce nom là-bas : leur gestionnaire dira qui c'est.",
    "ECARTEE": "Prise, mais leur gestionnaire a dit que ce n'est personne de chez eux.",
}
DEPASSE = "Un message plus récent était déjà pris."


def est_ouvert(code: str) -> bool:
    """Is the partnership open, and the partner not known to be down? What was deposited waits meanwhile.

    The watch asks it each minute: nobody else has to wait for it, and `veille` makes all leave when it is back.
    """
    tombee = Q(etat__joignable=False, etat__verifie_le__gt=maintenant() - SILENCE)
    return partenaires_ouverts().filter(~tombee, code=code).exists()


@contextmanager
def ouvrir_federation(code: str) -> Iterator["CanalFederation"]:
    """The way out for one round. It connects at the first message only, so that a closed server is noted on a row."""
    partenaire = partenaire_ouvert(code)
    if partenaire is None:
        raise EchecDuCanal("Le partenariat vient d'être fermé.")
    with ouvrir(partenaire) as partenariat:
        yield CanalFederation(partenariat)


class CanalFederation:
    """Messages to one partner, over one connection."""

    def __init__(self, partenariat: Partenariat) -> None:
        self._partenariat = partenariat
        self._echecs = 0

    def preparer(self, envoi: Envoi) -> bytes:
        """What was deposited, as it is."""
        return envoi.corps.encode()

    def remettre(self, envoi: Envoi, contenu: bytes, engager: Callable[[], None]) -> str:
        """Hand it over, and read what the partner says that it became."""
        engager()
        try:
            recu = Accuse.model_validate(self._partenariat.dire(CHEMIN, json.loads(contenu)))
        except PartenaireInjoignable as panne:
            raise EchecDuCanal(str(panne)) from panne
        except ReponseRefusee as reponse:
            raise self._refus(reponse) from reponse
        except ValidationError as erreur:
            raise EchecDuCanal("Elle répond autre chose qu'un accusé.") from erreur
        self._echecs = 0
        return REMARQUES.get(recu.personne, "") if recu.prise else DEPASSE

    def _refus(self, reponse: ReponseRefusee) -> Exception:
        """What an HTTP code means for this row, and for those after it."""
        if reponse.code in REFUSE:
            self._echecs = 0
            return Refus(str(reponse))
        self._echecs += 1
        if reponse.code in POUR_PLUS_TARD and self._echecs < DE_SUITE:
            return EchecTemporaire(str(reponse))
        return EchecDuCanal(str(reponse))
