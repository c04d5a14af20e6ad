"""Filters above the lists of the activity."""

from datetime import date, datetime, timedelta
from typing import Any

from psycopg.types.range import Range

from imagin.presentation.listes.filtres import FiltresExamen
from imagin.socle.temps import PlageImpossible, periode
from imagin.socle.ui.champs import ChampDate

MINUIT = datetime.min.time()


class FiltresConvocations(FiltresExamen):
    """Filters above the convocations of all missions: « Examen », and the days « du … au … », both included."""

    du = ChampDate(label="Attendus du", required=False)
    au = ChampDate(label="au", required=False)

    def clean(self) -> dict[str, Any]:
        """Make one period of the two days; nothing typed is no limit."""
        donnees = super().clean() or {}
        try:
            donnees["periode"] = _periode(donnees.get("du"), donnees.get("au"))
        except (PlageImpossible, OverflowError):
            self.add_error("au", "La fin de la période vient avant son début : corrigez l'une des deux dates.")
        return donnees


def _periode(du: date | None, au: date | None) -> Range[datetime] | None:
    if du is None and au is None:
        return None
    lendemain = au + timedelta(days=1) if au else date(9000, 1, 1)
    return periode(du or date(2000, 1, 1), MINUIT, lendemain, MINUIT)
