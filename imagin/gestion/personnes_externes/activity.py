"""The activity « Personnes convoquées ailleurs » of the gestionnaire."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

PERSONNES_EXTERNES = Activite(
    code="personnes_externes",
    libelle="Personnes convoquées ailleurs",
    groupe="Administration",
    roles=frozenset({Role.GESTIONNAIRE, Role.ADMINISTRATEUR}),
    section="4.6",
    accueil="personnes_externes:a_reconnaitre",
    ouvrable=False,
)
