"""The activity « Saisie des compétences »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

SAISIE_COMPETENCES = Activite(
    code="saisie_competences",
    libelle="Saisie des compétences",
    groupe="Etablissement",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="3.3",
    accueil="saisie_competences:personnels",
)
