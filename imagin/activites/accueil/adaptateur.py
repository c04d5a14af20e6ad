"""How allauth is bent to this application: personal accounts made by the administrateur, our console for messages."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AdaptateurCompte(DefaultAccountAdapter):
    """Nobody signs up by themselves; what allauth says goes nowhere but into its forms."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "L'identifiant ou le mot de passe est incorrect. Attention, les majuscules et les minuscules comptent."
        ),
        "too_many_login_attempts": (
            "Trop d'essais infructueux. Patientez cinq minutes, puis recommencez ; au besoin, contactez le service "
            "des examens."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are created by the administrateur."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: object, **kwargs: object) -> None:
        """« Connexion réussie » and the like are not worth a line of console."""
