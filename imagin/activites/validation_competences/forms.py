"""Shape of the validation."""

from django import forms


class ValidationForm(forms.Form):
    """The box that must be ticked (G3.4-01)."""

    termine = forms.BooleanField(
        label="J'ai terminé la saisie des compétences.",
        error_messages={"required": "Cochez la case pour valider : sans elle, rien n'est validé."},
    )
