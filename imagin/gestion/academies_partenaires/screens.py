"""The screen that lists the partners.

Guide: G4.6-08.
"""

from imagin.domaine.federation.queries import partenaires_suivis
from imagin.gestion.academies_partenaires.lists import PARTENAIRES as LISTE
from imagin.presentation.listes.ecran import EcranListe

PARTENAIRES = EcranListe(
    LISTE,
    partenaires_suivis,
    titre="Académies partenaires",
    aide="Chaque académie partenaire a sa propre instance d'IMAG'IN. Ses établissements peuvent être centres ici, les "
    "vôtres là-bas, et les convocations des uns deviennent des indisponibilités chez les autres.",
    gabarit="academies_partenaires/partenaires.html",
)
