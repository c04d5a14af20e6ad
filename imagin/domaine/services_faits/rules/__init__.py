"""What may be stated of a service, what surprises in it, and the words for it.

Everything a caller needs is imported from here; the modules inside are an arrangement.
"""

from imagin.domaine.services_faits.rules.constat import (
    MAX_HEURES,
    MAX_MINUTES,
    MAX_QUANTITE,
    PAR_REMUNERATION,
    CadreConstat,
    Constatation,
    ConstatRefuse,
    candidats_exiges,
    etat_de,
    exiger_constatable,
    incomplet,
    saisie_attendue,
)
from imagin.domaine.services_faits.rules.doutes import Faits, doutes_de
from imagin.domaine.services_faits.rules.journees import Journee, minutes_de, refus_des_heures_de
from imagin.domaine.services_faits.rules.mots import changee_entre_temps, en_lettres, retenue_par

__all__ = [
    "MAX_HEURES",
    "MAX_MINUTES",
    "MAX_QUANTITE",
    "PAR_REMUNERATION",
    "CadreConstat",
    "ConstatRefuse",
    "Constatation",
    "Faits",
    "Journee",
    "candidats_exiges",
    "changee_entre_temps",
    "doutes_de",
    "en_lettres",
    "etat_de",
    "exiger_constatable",
    "incomplet",
    "minutes_de",
    "refus_des_heures_de",
    "retenue_par",
    "saisie_attendue",
]
