"""The screen of the activity: who has finished entering compétences this school year."""

from imagin.domaine.competences.queries import validations_en_cours
from imagin.gestion.validations_competences.lists import VALIDATIONS as LISTE
from imagin.presentation.listes.ecran import EcranListe

# Guide: G3.4-01.
VALIDATIONS = EcranListe(
    LISTE,
    validations_en_cours,
    titre="Validations des compétences",
    aide="Ces établissements ont validé leur saisie des compétences pour cette année scolaire : ils ne peuvent plus la "
    "modifier. Rouvrez celle d'un établissement qui vous le demande ; il la validera de nouveau.",
)
