"""Views of « Consultation des personnels »."""

from imagin.activites.consultation_personnels.views.missions import (
    Annees,
    missions_csv,
    missions_detaillees_pdf,
    missions_pdf,
)
from imagin.activites.consultation_personnels.views.personne import (
    AffectationsConvoquees,
    Enseignements,
    Indisponibilites,
    convocation_ailleurs,
    lettre,
)
from imagin.activites.consultation_personnels.views.personnels import (
    Personnels,
    enseignements_csv,
    enseignements_pdf,
    personnels_csv,
    personnels_pdf,
)

__all__ = [
    "AffectationsConvoquees",
    "Annees",
    "Enseignements",
    "Indisponibilites",
    "Personnels",
    "convocation_ailleurs",
    "enseignements_csv",
    "enseignements_pdf",
    "lettre",
    "missions_csv",
    "missions_detaillees_pdf",
    "missions_pdf",
    "personnels_csv",
    "personnels_pdf",
]
