"""Filters of the list of missions."""

from typing import Any

from django import forms

from imagin.socle.ui.widgets import ChoixMultiple


class FiltresMissions(forms.Form):
    """Filters « Année » and « Examen », several choices each; nothing chosen shows everything.

    Guide: G4.1-02.
    """

    annee = forms.TypedMultipleChoiceField(label="Année", coerce=int, required=False, widget=ChoixMultiple)
    examen = forms.MultipleChoiceField(label="Examen", required=False, widget=ChoixMultiple)

    def __init__(self, *args: Any, annees: list[int], examens: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["annee"].choices = [(annee, annee) for annee in annees]  # type: ignore[attr-defined]
        self.fields["examen"].choices = examens  # type: ignore[attr-defined]
