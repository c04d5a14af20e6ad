"""EPP: absences of the personnel, whom it knows by their agent's number. A file apart from that of the people."""

from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.echanges.absences import connecteur_d_absences

CONNECTEUR = connecteur_d_absences(
    "epp-absences",
    "EPP, absences des personnels",
    SourceIndisponibilite.EPP,
    colonne="numero_agent",
    champ="reference",
    inconnus=20,
)
