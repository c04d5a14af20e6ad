"""Views of « Constat service fait »: form → action → message → redirect."""

from imagin.activites.constat_service_fait.views.constater import Constater
from imagin.activites.constat_service_fait.views.horaires import Horaires

__all__ = ["Constater", "Horaires"]
