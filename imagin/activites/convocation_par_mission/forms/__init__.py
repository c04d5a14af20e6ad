"""Shape of what the screens of the activity receive."""

from imagin.activites.convocation_par_mission.forms.ailleurs import AilleursForm
from imagin.activites.convocation_par_mission.forms.convocation import ConvocationForm
from imagin.activites.convocation_par_mission.forms.filtres import FiltresConvocations
from imagin.activites.convocation_par_mission.forms.horaires import DatesForm

__all__ = ["AilleursForm", "ConvocationForm", "DatesForm", "FiltresConvocations"]
