"""Forms of the home: display settings."""

from django import forms

from imagin.domaine.acces.enums import Contraste, Interlignage, Justification, Taille


class ReglagesForm(forms.Form):
    """How screens look; what is not said is at its default."""

    contraste = forms.ChoiceField(label="Contraste", choices=Contraste, required=False, widget=forms.RadioSelect)
    taille = forms.ChoiceField(label="Taille de police", choices=Taille, required=False, widget=forms.RadioSelect)
    interlignage = forms.ChoiceField(
        label="Interlignage", choices=Interlignage, required=False, widget=forms.RadioSelect
    )
    justification = forms.ChoiceField(
        label="Justification", choices=Justification, required=False, widget=forms.RadioSelect
    )
