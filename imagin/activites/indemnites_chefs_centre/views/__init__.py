"""Views of « Indemnités chef de centre »: form → action → message → redirect."""

from imagin.activites.indemnites_chefs_centre.views.declaration import Declaration, supprimer, transmettre
from imagin.activites.indemnites_chefs_centre.views.saisir import Saisir, apercu, suggerer_personnes

__all__ = ["Declaration", "Saisir", "apercu", "suggerer_personnes", "supprimer", "transmettre"]
