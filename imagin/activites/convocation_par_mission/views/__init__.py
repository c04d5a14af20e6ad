"""Views of « Convocation par mission »: form → action → message → redirect."""

from imagin.activites.convocation_par_mission.views.accueillir import Ailleurs
from imagin.activites.convocation_par_mission.views.conflits import apercu_conflits
from imagin.activites.convocation_par_mission.views.convocations import (
    toutes_en_pdf,
    toutes_en_zip,
    toutes_par_mel,
)
from imagin.activites.convocation_par_mission.views.convoquer import Convoquer, Modifier
from imagin.activites.convocation_par_mission.views.dates import changer_les_dates
from imagin.activites.convocation_par_mission.views.envois import renvoyer
from imagin.activites.convocation_par_mission.views.lettres import (
    convocations_pdf,
    convocations_zip,
    envoyer,
    envoyer_tout,
    lettre,
    supprimer,
)
from imagin.activites.convocation_par_mission.views.personnes import suggerer_disciplines, suggerer_personnes
from imagin.activites.convocation_par_mission.views.santorin import renvoyer_santorin
from imagin.activites.convocation_par_mission.views.selection import selection, selection_du_centre

__all__ = [
    "Ailleurs",
    "Convoquer",
    "Modifier",
    "apercu_conflits",
    "changer_les_dates",
    "convocations_pdf",
    "convocations_zip",
    "envoyer",
    "envoyer_tout",
    "lettre",
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
