"""AGAPE: people of the public first degree. A row of `personnels.sources` says what differs."""

from imagin.echanges.personnels.connecteur_commun import connecteur_de_personnes
from imagin.echanges.personnels.sources import AGAPE

CONNECTEUR = connecteur_de_personnes(AGAPE)
