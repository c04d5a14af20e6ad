"""The activity « Doutes confirmés » of the gestionnaire."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

DOUTES_CONFIRMES = Activite(
    code="doutes_confirmes",
    libelle="Doutes confirmés",
    groupe="Administration",
    roles=frozenset({Role.GESTIONNAIRE, Role.ADMINISTRATEUR}),
    section="4.2",
    accueil="doutes_confirmes:doutes",
    ouvrable=False,
)
