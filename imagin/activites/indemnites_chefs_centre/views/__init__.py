"""Views of « Indemnités chef de centre »: form → action → message → redirect."""

from imagin.activites.indemnites_chefs_centre.views.declaration import Declaration, supprimer, transmettre
from imagin.activites.indemnites_chefs_centre.views.saisir import Saisir, apercu, suggerer_personnes
from imagin.activites.indemnites_chefs_centre.views.sessions import Sessions, sessions_affichees

__all__ = [
    "Declaration",
    "Saisir",
    "Sessions",
    "apercu",
    "sessions_affichees",
    "suggerer_personnes",
    "supprimer",
    "transmettre",
]
