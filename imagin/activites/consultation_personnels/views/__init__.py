"""Views of « Consultation des personnels »."""

from imagin.activites.consultation_personnels.views.missions import (
    Annees,
    missions_affichees,
    missions_detaillees_pdf,
    missions_pdf,
)
from imagin.activites.consultation_personnels.views.personne import convocation_ailleurs, lettre
from imagin.activites.consultation_personnels.views.personnels import enseignements_affiches

__all__ = [
    "Annees",
    "convocation_ailleurs",
    "enseignements_affiches",
    "lettre",
    "missions_affichees",
    "missions_detaillees_pdf",
    "missions_pdf",
]
