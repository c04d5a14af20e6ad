"""EPP privé: contract teachers of the private second degree. A row of `personnels.sources` says what differs."""

from imagin.echanges.personnels.connecteur_commun import connecteur_de_personnes
from imagin.echanges.personnels.sources import EPP_PRIVE

CONNECTEUR = connecteur_de_personnes(EPP_PRIVE)
