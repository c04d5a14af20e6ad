"""The activity « Validations des compétences » of the gestionnaire."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

VALIDATIONS_COMPETENCES = Activite(
    code="validations_competences",
    libelle="Validations des compétences",
    groupe="Administration",
    roles=frozenset({Role.GESTIONNAIRE, Role.ADMINISTRATEUR}),
    section="3.4",
    accueil="validations_competences:validations",
    ouvrable=False,
)
