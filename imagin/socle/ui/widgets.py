"""Form widgets that Django lacks."""

from collections.abc import Mapping
from typing import Any

from django import forms


class ChoixMultiple(forms.CheckboxSelectMultiple):
    """Several choices folded in one field whose summary says how many: « 2 sélectionnée(s) ».

    None ticked shows everything and says so, « Toutes » or, if `masculin`, « Tous ».
    Guide: G1.3-10.
    """

    template_name = "ui/choix_multiple.html"
    use_fieldset = True

    def __init__(self, *args: Any, masculin: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.masculin = masculin

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the summary of the choice."""
        contexte = super().get_context(name, value, attrs)
        nombre = len(contexte["widget"]["value"])
        rien, mot = ("Tous", "sélectionné(s)") if self.masculin else ("Toutes", "sélectionnée(s)")
        contexte["widget"] |= {"rien": rien, "mot": mot, "resume": f"{nombre} {mot}" if nombre else rien}
        return contexte


class SelectAvecDonnees(forms.Select):
    """A select whose options carry data attributes.

    `donnees={"12": {"dates": "2027-06-01,2027-06-02", "candidats": "42"}}` gives option 12 its `data-dates` and
    `data-candidats`.
    """

    def __init__(self, *args: Any, donnees: Mapping[str, Mapping[str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.donnees = donnees or {}

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Add the data of the option to its attributes."""
        option = super().create_option(*args, **options)
        option["attrs"].update(
            {f"data-{cle}": valeur for cle, valeur in self.donnees.get(str(option["value"]), {}).items()}
        )
        return option
