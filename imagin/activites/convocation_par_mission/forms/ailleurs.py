"""Looking for somebody of another académie."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from imagin.domaine.federation.rules import AcademieAccessible
from imagin.socle.ui.champs import ChampNaissance, proposer

NUMEN = re.compile(r"[0-9A-Z]{13}")
SANS_COMPLETION = {"autocomplete": "off"}


class AilleursForm(forms.Form):
    """By NUMEN, or by names and birth date, all three.

    Guide: G4.6-07.
    """

    prefix = "ailleurs"

    academie = forms.ChoiceField(label="Académie")
    numen = forms.CharField(
        label="NUMEN",
        max_length=20,
        required=False,
        help_text="Il n'est ni affiché, ni conservé. À défaut, donnez les trois renseignements qui suivent.",
        widget=forms.TextInput(attrs=SANS_COMPLETION),
    )
    nom = forms.CharField(label="Nom", max_length=80, required=False, widget=forms.TextInput(attrs=SANS_COMPLETION))
    prenom = forms.CharField(
        label="Prénom", max_length=80, required=False, widget=forms.TextInput(attrs=SANS_COMPLETION)
    )
    date_naissance = ChampNaissance(label="Date de naissance", required=False)

    def __init__(self, academies: Sequence[AcademieAccessible], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.noms = {une.code: une.nom for une in academies if une.joignable}
        proposer(self, "academie", self.noms.items())

    def clean_numen(self) -> str:
        """In capitals, without the spaces of a card; thirteen letters and digits."""
        numen = "".join(self.cleaned_data["numen"].upper().split())
        if numen and not NUMEN.fullmatch(numen):
            raise forms.ValidationError("Un NUMEN a 13 caractères, lettres et chiffres.")
        return numen

    def clean(self) -> dict[str, Any]:
        """One way to name somebody, whole."""
        dits = super().clean() or {}
        if not self.errors and not (dits["numen"] or (dits["nom"] and dits["prenom"] and dits["date_naissance"])):
            raise forms.ValidationError("Donnez le NUMEN, ou bien le nom, le prénom et la date de naissance.")
        return dits
