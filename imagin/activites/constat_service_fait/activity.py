"""The activity « Constat service fait »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

CONSTAT_SERVICE_FAIT = Activite(
    code="constat_service_fait",
    libelle="Constat service fait",
    groupe="Centre Examen",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="4.3",
    accueil="constat_service_fait:missions",
    centre_seulement=True,
)
