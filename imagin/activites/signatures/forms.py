"""Shape of a signature."""

from django import forms


class SignatureForm(forms.Form):
    """The four fields of a signatory.

    Guide: G4.4-01.
    """

    autorite = forms.CharField(label="Autorité", max_length=80)
    intitule = forms.CharField(label="Intitulé", max_length=80, required=False)
    nom = forms.CharField(label="Nom", max_length=80)
    ville = forms.CharField(label="Ville", max_length=80, help_text="Elle précède la date de la lettre.")
