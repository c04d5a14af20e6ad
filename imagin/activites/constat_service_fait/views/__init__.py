"""Views of « Constat service fait »: form → action → message → redirect."""

from imagin.activites.constat_service_fait.views.constater import Constater, constat_csv, constat_pdf
from imagin.activites.constat_service_fait.views.horaires import Horaires
from imagin.activites.constat_service_fait.views.missions import Missions, missions_affichees

__all__ = ["Constater", "Horaires", "Missions", "constat_csv", "constat_pdf", "missions_affichees"]
