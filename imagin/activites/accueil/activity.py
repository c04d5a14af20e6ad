"""The home, open to every service."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

ACCUEIL = Activite(
    code="accueil",
    libelle="Accueil",
    groupe="",
    roles=frozenset(Role),
    section="2.2",
    accueil="accueil:accueil",
    ouvrable=False,
)
