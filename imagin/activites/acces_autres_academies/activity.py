"""The activity « Accès autres académies », which the menu announces: no screen yet."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

ACCES_AUTRES_ACADEMIES = Activite(
    code="acces_autres_academies",
    libelle="Accès autres académies",
    groupe="Centre Examen",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="4.6",
    centre_seulement=True,
)
