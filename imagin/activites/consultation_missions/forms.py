"""Filters of the list of missions."""

from django import forms

from imagin.socle.listes.filtres import Filtres
from imagin.socle.ui.champs import ChampAnnees
from imagin.socle.ui.widgets import ChoixMultiple


class FiltresMissions(Filtres):
    """Filters « Année » and « Examen », several choices each; nothing chosen shows everything.

    Guide: G4.1-02.
    """

    annee = ChampAnnees(required=False)
    examen = forms.MultipleChoiceField(label="Examen", required=False, widget=ChoixMultiple(masculin=True))
