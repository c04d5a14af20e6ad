"""The activity « Accès autres académies »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

ACCES_AUTRES_ACADEMIES = Activite(
    code="acces_autres_academies",
    libelle="Accès autres académies",
    groupe="Centre Examen",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="4.6",
    accueil="acces_autres_academies:academies",
    centre_d_ailleurs=True,
)
