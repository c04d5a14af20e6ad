"""Views of « Convocation par mission »: form → action → message → redirect."""

from imagin.activites.convocation_par_mission.views.conflits import apercu_conflits
from imagin.activites.convocation_par_mission.views.convoquer import Convoquer, Modifier
from imagin.activites.convocation_par_mission.views.detail import (
    Detail,
    intervenants_csv,
    intervenants_pdf,
    intervenants_xlsx,
)
from imagin.activites.convocation_par_mission.views.lettres import (
    convocations_zip,
    envoyer,
    envoyer_tout,
    lettre,
    supprimer,
)
from imagin.activites.convocation_par_mission.views.missions import Missions, missions_csv, missions_pdf, missions_xlsx
from imagin.activites.convocation_par_mission.views.personnes import suggerer_disciplines, suggerer_personnes
from imagin.activites.convocation_par_mission.views.selection import selection

__all__ = [
    "Convoquer",
    "Detail",
    "Missions",
    "Modifier",
    "apercu_conflits",
    "convocations_zip",
    "envoyer",
    "envoyer_tout",
    "intervenants_csv",
    "intervenants_pdf",
    "intervenants_xlsx",
    "lettre",
    "missions_csv",
    "missions_pdf",
    "missions_xlsx",
    "selection",
    "suggerer_disciplines",
    "suggerer_personnes",
    "supprimer",
]
