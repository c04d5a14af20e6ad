"""The activity « Sévérité des conflits » of the gestionnaire."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

SEVERITES_CONFLITS = Activite(
    code="severites_conflits",
    libelle="Sévérité des conflits",
    groupe="Administration",
    roles=frozenset({Role.GESTIONNAIRE, Role.ADMINISTRATEUR}),
    section="4.2",
    accueil="severites_conflits:severites",
    ouvrable=False,
)
