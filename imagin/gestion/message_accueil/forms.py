"""Shape of what the administrateur writes."""

from typing import Any

from django import forms

from imagin.domaine.perimetre.enums import SERVICES
from imagin.domaine.referentiel.models import MessageAccueil

FORMAT_NAVIGATEUR = "%Y-%m-%dT%H:%M"


def _instant(libelle: str, aide: str = "", *, requis: bool = True) -> forms.DateTimeField:
    """A date and an hour, by the browser's own picker."""
    champ = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT_NAVIGATEUR)
    return forms.DateTimeField(label=libelle, help_text=aide, required=requis, widget=champ)


class MessageForm(forms.Form):
    """A welcome message (G2.2-01). Without scripts the text is typed as it is, or with simple tags."""

    # The browser cannot show its own « required » on a field that the editor replaces.
    use_required_attribute = False

    titre = forms.CharField(label="Titre", max_length=120)
    contenu = forms.CharField(
        label="Message",
        widget=forms.Textarea(attrs={"rows": 10, "data-editeur": ""}),
        max_length=20_000,
        help_text="Une ligne vide sépare deux paragraphes. Les adresses de lien commencent par https:// ou mailto:.",
    )
    services = forms.MultipleChoiceField(
        label="Services destinataires",
        choices=[(role.value, role.label) for role in SERVICES],
        widget=forms.CheckboxSelectMultiple,
    )
    debut = _instant("Affiché à partir du")
    fin = _instant("Jusqu'au", "Laissez vide pour un message sans fin.", requis=False)


def valeurs(message: MessageAccueil) -> dict[str, Any]:
    """What the form shows of a message that exists."""
    return {nom: getattr(message, nom) for nom in MessageForm.base_fields}
