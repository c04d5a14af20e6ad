"""The activity « Message d'accueil » of the administrateur."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

MESSAGE_ACCUEIL = Activite(
    code="message_accueil",
    libelle="Message d'accueil",
    groupe="Administration",
    roles=frozenset({Role.ADMINISTRATEUR}),
    section="2.2",
    accueil="message_accueil:messages",
    ouvrable=False,
)
