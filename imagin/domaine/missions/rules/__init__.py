"""What a mission asks of a convocation, by the table of the guide's cases. Screens and imports only ask here."""

from imagin.domaine.missions.rules.cas import Attentes, Cas
from imagin.domaine.missions.rules.creneau import HEURE_DEBUT, HEURE_FIN, CreneauDuJour
from imagin.domaine.missions.rules.lecture import attentes, attentes_du_type, natures_avec
from imagin.domaine.missions.rules.profils import LETTRES, PHILOSOPHIE, Profil, profils_manquants
from imagin.domaine.missions.rules.table import CORRECTEUR_SANTORIN, TABLE, est_hlp

__all__ = [
    "CORRECTEUR_SANTORIN",
    "HEURE_DEBUT",
    "HEURE_FIN",
    "LETTRES",
    "PHILOSOPHIE",
    "TABLE",
    "Attentes",
    "Cas",
    "CreneauDuJour",
    "Profil",
    "attentes",
    "attentes_du_type",
    "est_hlp",
    "natures_avec",
    "profils_manquants",
]
