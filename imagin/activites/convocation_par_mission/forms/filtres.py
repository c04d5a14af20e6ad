"""Filters above the lists of the activity."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from psycopg.types.range import Range

from imagin.socle.temps import PlageImpossible, periode
from imagin.socle.ui.champs import ChampDate
from imagin.socle.ui.widgets import ChoixMultiple

MINUIT = datetime.min.time()


class FiltresMissions(forms.Form):
    """Filters « Année » and « Examen » above the list of missions (G4.2-01)."""

    annee = forms.TypedMultipleChoiceField(label="Année", coerce=int, required=False, widget=ChoixMultiple)
    examen = forms.MultipleChoiceField(label="Examen", required=False, widget=ChoixMultiple)

    def __init__(self, *args: Any, annees: list[int], examens: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["annee"].choices = [(annee, annee) for annee in annees]  # type: ignore[attr-defined]
        self.fields["examen"].choices = examens  # type: ignore[attr-defined]


class FiltresConvocations(forms.Form):
    """Filters above the convocations of all missions: « Examen », and the days « du … au … », both included."""

    examen = forms.MultipleChoiceField(label="Examen", required=False, widget=ChoixMultiple)
    du = ChampDate(label="Attendus du", required=False)
    au = ChampDate(label="au", required=False)

    def __init__(self, *args: Any, examens: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["examen"].choices = examens  # type: ignore[attr-defined]

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
