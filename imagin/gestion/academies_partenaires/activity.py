"""The activity « Académies partenaires » of the administrateur."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

ACADEMIES_PARTENAIRES = Activite(
    code="academies_partenaires",
    libelle="Académies partenaires",
    groupe="Administration",
    roles=frozenset({Role.ADMINISTRATEUR}),
    section="4.6",
    accueil="academies_partenaires:partenaires",
    ouvrable=False,
)
