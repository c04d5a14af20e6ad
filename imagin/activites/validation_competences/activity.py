"""The activity « Validation saisie compétence »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

VALIDATION_COMPETENCES = Activite(
    code="validation_competences",
    libelle="Validation saisie compétence",
    groupe="Etablissement",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="3.4",
    accueil="validation_competences:valider",
)
