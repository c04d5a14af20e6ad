"""The activity « Consultation des missions »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

CONSULTATION_MISSIONS = Activite(
    code="consultation_missions",
    libelle="Consultation des missions",
    groupe="Centre Examen",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="4.1",
    accueil="consultation_missions:missions",
    centre_seulement=True,
)
