"""The activity « Journal de sécurité » of the administrateur."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

JOURNAL_SECURITE = Activite(
    code="journal_securite",
    libelle="Journal de sécurité",
    groupe="Administration",
    roles=frozenset({Role.ADMINISTRATEUR}),
    section="2.1",
    accueil="journal_securite:evenements",
    ouvrable=False,
)
