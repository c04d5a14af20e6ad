"""The activity « Indemnités chef de centre »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

INDEMNITES_CHEFS_CENTRE = Activite(
    code="indemnites_chefs_centre",
    libelle="Indemnités chef de centre",
    groupe="Centre Examen",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="4.5",
    accueil="indemnites_chefs_centre:sessions",
    centre_seulement=True,
)
