"""AGAPE privé: teachers of the private first degree. A row of `personnels.sources` says what differs."""

from imagin.echanges.personnels.connecteur_commun import connecteur_de_personnes
from imagin.echanges.personnels.sources import AGAPE_PRIVE

CONNECTEUR = connecteur_de_personnes(AGAPE_PRIVE)
