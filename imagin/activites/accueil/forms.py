"""The sign-in form, with the guide's words."""

from typing import Any

from allauth.account.forms import LoginForm


class ConnexionForm(LoginForm):  # type: ignore[misc]
    """« Identifiant » and « Mot de passe », without placeholders (G2.1-01)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = "Identifiant"
        for champ in self.fields.values():
            champ.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = "Les majuscules et les minuscules sont prises en compte."
