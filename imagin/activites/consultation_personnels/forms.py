"""Shape of the filters above the list, and of the choice of years before a download."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from psycopg.types.range import Range

from imagin.socle.listes.filtres import Filtres
from imagin.socle.temps import PlageImpossible, periode
from imagin.socle.ui.champs import ChampDate, proposer

DISPONIBILITE, CONVOCATION = "disponibilite", "convocation"


class FiltrePeriode(Filtres):
    """« Filtrer par période »: de disponibilité or de convocation, du … au … (G3.1-02). Both days are in the period."""

    selon = forms.ChoiceField(
        label="Filtrer par période",
        choices=[(DISPONIBILITE, "de disponibilité"), (CONVOCATION, "de convocation")],
        initial=DISPONIBILITE,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez « de disponibilité » ou « de convocation »."},
    )
    du = ChampDate(
        label="du", widget=forms.DateInput(attrs={"type": "date", "data-propose-fin": "au"}, format="%Y-%m-%d")
    )
    au = ChampDate(label="au")

    def clean(self) -> dict[str, Any]:
        """Make one period of the two days."""
        donnees = super().clean() or {}
        du, au = donnees.get("du"), donnees.get("au")
        if du and au:
            minuit = datetime.min.time()
            try:
                donnees["periode"] = periode(du, minuit, au + timedelta(days=1), minuit)
            except (PlageImpossible, OverflowError):
                self.add_error("au", "La fin de la période vient avant son début : corrigez l'une des deux dates.")
        return donnees

    def periode(self) -> Range[datetime]:
        """The period of a valid form."""
        choisie: Range[datetime] = self.cleaned_data["periode"]
        return choisie


class ChoixAnnees(forms.Form):
    """Years of the missions to print (G3.1-03)."""

    annee = forms.TypedMultipleChoiceField(label="Années des missions", coerce=int, widget=forms.CheckboxSelectMultiple)
    convoquees = forms.BooleanField(
        label="Seulement les personnes convoquées",
        required=False,
        help_text="Sans cela, chaque personne affichée a sa page ou son tableau, même sans mission.",
    )

    def __init__(self, *args: Any, annees: list[int], par_personne: bool = True, **options: Any) -> None:
        """`par_personne`: does the document name who has no mission?"""
        super().__init__(*args, **options)
        if not par_personne:
            del self.fields["convoquees"]
        proposer(self, "annee", [(annee, annee) for annee in annees])
