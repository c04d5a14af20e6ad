"""The filters « Année » and « Examen » above the lists of missions and of sessions, said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from imagin.domaine.missions.queries import ChoixMissions
from imagin.socle.listes.filtres import Choix, Filtres
from imagin.socle.ui.champs import ChampAnnees
from imagin.socle.ui.widgets import ChoixMultiple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imagin.domaine.referentiel.models import Examen


class _DesMissions(Filtres):
    """What is chosen among years and exams, whichever of the two a list has."""

    @property
    def missions(self) -> ChoixMissions:
        """What was chosen, as reads take it."""
        return ChoixMissions(self.choix.get("annee") or (), self.choix.get("examen") or ())


class FiltresAnnee(_DesMissions):
    """Filter « Année », several choices; none chosen shows every year proposed.

    Guide: G4.3-03.
    """

    annee = ChampAnnees(required=False)


class FiltresExamen(_DesMissions):
    """Filter « Examen », several choices; none chosen shows every exam."""

    examen = forms.MultipleChoiceField(label="Examen", required=False, widget=ChoixMultiple(masculin=True))


class FiltresMissions(FiltresExamen, FiltresAnnee):
    """Filters « Année », then « Examen ».

    Guide: G4.1-02, G4.2-01, G4.5-01.
    """


def annees_au_choix(annees: Iterable[int]) -> Choix:
    """Choices of the filter « Année »."""
    return [(annee, annee) for annee in annees]


def examens_au_choix(examens: Iterable[Examen]) -> Choix:
    """Choices of the filter « Examen »: « BCG - Baccalauréat général »."""
    return [(examen.code, f"{examen} - {examen.libelle}") for examen in examens]
