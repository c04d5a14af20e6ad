"""SIRHEN: absences of the personnel, whom it knows by their NUMEN."""

from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.echanges.absences import connecteur_d_absences

CONNECTEUR = connecteur_d_absences(
    "sirhen",
    "SIRHEN, absences des personnels",
    SourceIndisponibilite.SIRHEN,
    colonne="numen",
    champ="numen",
    inconnus=90,  # it covers all the staff, of whom EPP brings the second degree
)
