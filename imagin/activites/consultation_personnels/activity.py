"""The activity « Consultation des personnels »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

CONSULTATION_PERSONNELS = Activite(
    code="consultation_personnels",
    libelle="Consultation des personnels",
    groupe="Etablissement",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="3.1",
    accueil="consultation_personnels:personnels",
)
