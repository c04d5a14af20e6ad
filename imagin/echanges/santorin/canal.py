"""The channel « santorin » of the outbox: opens the way that the settings name.

Repeatable: SANTORIN recognises by its identifier a message that it has taken, so a doubt is settled by sending again.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.utils.module_loading import import_string

from imagin.domaine.convocations.enums import ObjetEnvoi
from imagin.echanges.santorin.reglages import DOSSIER, HTTPS, SFTP, Adresse, ReglageRefuse, adresse
from imagin.socle.envois.canaux import Canal
from imagin.socle.envois.erreurs import EchecDuCanal

# The channel bears the name of what it carries: the domain knows what it may ask of it.
SANTORIN = str(ObjetEnvoi.SANTORIN)
# By name: a process that hands nothing over does not load the clients.
OUVERTURES = {
    DOSSIER: "imagin.echanges.santorin.transports.dossier.ouvrir_dossier",
    SFTP: "imagin.echanges.santorin.transports.sftp.ouvrir_sftp",
    HTTPS: "imagin.echanges.santorin.transports.https.ouvrir_https",
}


def ouvrir_santorin() -> AbstractContextManager[Canal]:
    """The way out for one round. It connects at the first message only, so that a closed server is noted on a row.

    Guide: G4.2-15.
    """
    try:
        lue = adresse()
    except ReglageRefuse as refus:
        raise EchecDuCanal(str(refus)) from refus
    ouvrir: Callable[[Adresse], AbstractContextManager[Canal]] = import_string(OUVERTURES[lue.genre])
    return ouvrir(lue)
