"""RenoirH: administrative, technical, social and health staff. A row of `personnels.sources` says what differs."""

from imagin.echanges.personnels.connecteur_commun import connecteur_de_personnes
from imagin.echanges.personnels.sources import RENOIRH

CONNECTEUR = connecteur_de_personnes(RENOIRH)
