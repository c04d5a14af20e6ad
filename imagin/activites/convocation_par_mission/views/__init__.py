"""Views of « Convocation par mission »: form → action → message → redirect."""

from imagin.activites.convocation_par_mission.views.conflits import apercu_conflits
from imagin.activites.convocation_par_mission.views.convocations import (
    Convocations,
    convocations_csv,
    convocations_xlsx,
    toutes_en_pdf,
    toutes_en_zip,
    toutes_par_mel,
)
from imagin.activites.convocation_par_mission.views.convoquer import Convoquer, Modifier
from imagin.activites.convocation_par_mission.views.dates import changer_les_dates
from imagin.activites.convocation_par_mission.views.detail import (
    Detail,
    intervenants_csv,
    intervenants_pdf,
    intervenants_xlsx,
)
from imagin.activites.convocation_par_mission.views.envois import (
    Envois,
    envois_csv,
    envois_de_la_personne,
    renvoyer,
)
from imagin.activites.convocation_par_mission.views.lettres import (
    convocations_pdf,
    convocations_zip,
    envoyer,
    envoyer_tout,
    lettre,
    supprimer,
)
from imagin.activites.convocation_par_mission.views.missions import Missions, missions_affichees
from imagin.activites.convocation_par_mission.views.personnes import suggerer_disciplines, suggerer_personnes
from imagin.activites.convocation_par_mission.views.santorin import renvoyer_santorin
from imagin.activites.convocation_par_mission.views.selection import selection, selection_du_centre

__all__ = [
    "Convocations",
    "Convoquer",
    "Detail",
    "Envois",
    "Missions",
    "Modifier",
    "apercu_conflits",
    "changer_les_dates",
    "convocations_csv",
    "convocations_pdf",
    "convocations_xlsx",
    "convocations_zip",
    "envois_csv",
    "envois_de_la_personne",
    "envoyer",
    "envoyer_tout",
    "intervenants_csv",
    "intervenants_pdf",
    "intervenants_xlsx",
    "lettre",
    "missions_affichees",
    "renvoyer",
    "renvoyer_santorin",
    "selection",
    "selection_du_centre",
    "suggerer_disciplines",
    "suggerer_personnes",
    "supprimer",
    "toutes_en_pdf",
    "toutes_en_zip",
    "toutes_par_mel",
]
