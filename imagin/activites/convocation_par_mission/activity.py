"""The activity « Convocation par mission »."""

from imagin.domaine.perimetre.enums import Role
from imagin.socle.acces.activite import Activite

CONVOCATION_PAR_MISSION = Activite(
    code="convocation_par_mission",
    libelle="Convocation par mission",
    groupe="Centre Examen",
    roles=frozenset({Role.ETABLISSEMENT}),
    section="4.2",
    accueil="convocation_par_mission:missions",
    centre_seulement=True,
)
