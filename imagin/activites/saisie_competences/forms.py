"""« Ajouter une compétence »: three choices, each opened by the one before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from imagin.domaine.competences.queries import epreuves_proposees, examens_proposes, specialites_proposees
from imagin.domaine.perimetre.rules import Perimetre
from imagin.socle.listes.filtres import Filtres
from imagin.socle.ui.champs import proposer

SANS_CHOIX = ("", "Choisir…")


class FiltresPersonnels(Filtres):
    """Filter « Compétences définies » above the personnel: everybody, who has some, who has none."""

    definies = forms.ChoiceField(
        label="Compétences définies",
        choices=[("", "Toutes"), ("OUI", "OUI"), ("NON", "NON")],
        required=False,
        widget=forms.RadioSelect,
    )


class CompetenceForm(forms.Form):
    """Examen, spécialité, épreuve-option (G3.3-05). A choice that does not go with the one before is forgotten."""

    examen = forms.ChoiceField(label="Examen")
    specialite = forms.TypedChoiceField(label="Spécialité", coerce=int)
    epreuve_option = forms.TypedChoiceField(label="Epreuve-option", coerce=int)

    def __init__(self, perimetre: Perimetre, donnees: QueryDict, *, lie: bool) -> None:
        examens = [(e.pk, f"{e} - {e.libelle}") for e in examens_proposes(perimetre)]
        examen = _parmi(donnees.get("examen", ""), examens)
        specialites = [(s.pk, str(s)) for s in specialites_proposees(perimetre, examen)] if examen else []
        specialite = _parmi(donnees.get("specialite", ""), specialites)
        epreuves = [(o.pk, str(o)) for o in epreuves_proposees(perimetre, int(specialite))] if specialite else []
        choisis = {
            "examen": examen,
            "specialite": specialite,
            "epreuve_option": _parmi(donnees.get("epreuve_option", ""), epreuves),
        }
        super().__init__(choisis if lie else None, initial=choisis)
        self.complet = bool(epreuves)
        for nom, choix in (("examen", examens), ("specialite", specialites), ("epreuve_option", epreuves)):
            proposer(self, nom, [SANS_CHOIX, *choix])
            if not choix:
                self.fields[nom].disabled = True
            if nom != "epreuve_option":
                self.fields[nom].widget.attrs["data-enchaine"] = ""


def _parmi(valeur: str, choix: list[tuple[Any, str]]) -> str:
    """The value posted when it is one of the choices, else nothing."""
    return valeur if valeur in {str(cle) for cle, _ in choix} else ""
