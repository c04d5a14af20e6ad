"""Views of « Académies partenaires »."""

from imagin.gestion.academies_partenaires.views.centres import centres_proposes, fermer, ouvrir
from imagin.gestion.academies_partenaires.views.liaison import Cles, epreuve, relancer
from imagin.gestion.academies_partenaires.views.partenaire import Declarer, supprimer

__all__ = ["Cles", "Declarer", "centres_proposes", "epreuve", "fermer", "ouvrir", "relancer", "supprimer"]
