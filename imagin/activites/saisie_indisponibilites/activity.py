"""The activity « Saisie d'indisponibilité »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

SAISIE_INDISPONIBILITES = Activite(
    code="saisie_indisponibilites",
    libelle="Saisie d'indisponibilité",
    groupe="Etablissement",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="3.2",
    accueil="saisie_indisponibilites:personnels",
)
