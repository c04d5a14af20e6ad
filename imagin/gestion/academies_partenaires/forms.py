"""Shape of what the administrateur says of a partner."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from imagin.domaine.federation.models import LONGUEUR_CODE, Partenaire
from imagin.domaine.referentiel.models import Academie


class PartenaireForm(forms.Form):
    """A partner (G4.6-08). Its code does not change once it is declared; it opens once its keys are confirmed."""

    code = forms.CharField(
        label="Code",
        max_length=LONGUEUR_CODE,
        help_text="Celui que cette académie a donné à son réglage IMAGIN_INSTANCE : « 14 », « siec ».",
    )
    nom = forms.CharField(
        label="Nom",
        max_length=40,
        help_text="« SIEC », « RENNES » : dans le bouton et le motif des convocations.",
    )
    adresse = forms.CharField(
        label="Adresse",
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Celle de son réglage IMAGIN_ADRESSE : https://imagin.ac-rennes.fr. En changer oublie ses clés et "
        "ferme le partenariat.",
    )
    academies = forms.MultipleChoiceField(
        label="Académies gérées",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Celles dont les établissements et les personnes sont à ce partenaire.",
    )
    nationale = forms.BooleanField(
        label="Instance nationale (DGRH)", required=False, help_text="Elle n'a pas de bouton chez les établissements."
    )
    active = forms.BooleanField(
        label="Partenariat ouvert",
        required=False,
        help_text="Fermé, rien ne passe : les boutons disparaissent, les messages attendent, ceux qui étaient entrés "
        "par ce partenaire sortent.",
    )

    def __init__(self, data: QueryDict | None, *, academies: Sequence[Academie], connu: Partenaire | None) -> None:
        super().__init__(data, initial=valeurs(connu) if connu else {})
        cast(forms.MultipleChoiceField, self.fields["academies"]).choices = [(un.code, un.nom) for un in academies]
        if connu:
            self.fields["code"].disabled = True
        if not (connu and connu.cles):
            del self.fields["active"]

    def clean_code(self) -> str:
        """Letters are small."""
        return str(self.cleaned_data["code"]).lower()

    def clean_adresse(self) -> str:
        """Without the final slash that a browser copies."""
        return str(self.cleaned_data["adresse"]).rstrip("/")


def valeurs(partenaire: Partenaire) -> dict[str, Any]:
    """What the form shows of a partner that exists."""
    return {nom: getattr(partenaire, nom) for nom in PartenaireForm.base_fields}
