"""Forms of sign-in and of passwords, with the guide's words."""

from typing import TYPE_CHECKING, Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError

from imagin.domaine.acces.queries import comptes_du_mel
from imagin.socle.acces.mots_de_passe import REGLE

CASSE = "Les majuscules et les minuscules sont prises en compte."
SIX_CHIFFRES = "Les six chiffres que l'application affiche en ce moment, ou l'un de vos codes de secours."


if TYPE_CHECKING:
    _Formulaire = forms.Form  # what a mixin may ask of the form that it is mixed into
else:
    _Formulaire = object


class _Sobre(_Formulaire):
    """Our labels, and no placeholder: it disappears as one types."""

    libelles: dict[str, str] = {}
    aides: dict[str, str] = {}
    identifiant_erreurs = "erreurs-du-formulaire"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for nom, champ in self.fields.items():
            champ.widget.attrs.pop("placeholder", None)
            champ.label = self.libelles.get(nom, champ.label)
            champ.help_text = self.aides.get(nom, "")

    def full_clean(self) -> None:
        """Check; what is refused as a whole (an identifier with a password) is tied to each of its fields."""
        super().full_clean()
        if not self.non_field_errors():
            return
        for champ in self.visible_fields():
            aide = [f"{champ.auto_id}_helptext"] if champ.help_text else []
            dites = " ".join([*aide, self.identifiant_erreurs])
            champ.field.widget.attrs.update({"aria-invalid": "true", "aria-describedby": dites})


class ConnexionForm(_Sobre, LoginForm):  # type: ignore[misc]
    """« Identifiant » and « Mot de passe » (G2.1-01)."""

    libelles = {"login": "Identifiant"}
    aides = {"password": CASSE}


class OubliForm(_Sobre, ResetPasswordForm):  # type: ignore[misc]
    """The address of who forgot their password; never says whether an account has it."""

    libelles = {"email": "Adresse de messagerie"}
    aides = {
        "email": "Celle que le service des examens connaît pour votre compte, par exemple prenom.nom@ac-toulouse.fr"
    }

    def clean_email(self) -> str:
        """Find the accounts of the address, whatever its case."""
        mel: str = self.cleaned_data["email"]
        self.users = comptes_du_mel(mel)
        return mel


class NouveauMotDePasseForm(_Sobre, ResetPasswordKeyForm):  # type: ignore[misc]
    """The password that one chooses by the link of a mail."""

    libelles = {"password1": "Nouveau mot de passe", "password2": "Nouveau mot de passe, une seconde fois"}
    aides = {"password1": REGLE}


class ChangementForm(_Sobre, ChangePasswordForm):  # type: ignore[misc]
    """The password that one changes, knowing the present one."""

    libelles = {
        "oldpassword": "Mot de passe actuel",
        "password1": "Nouveau mot de passe",
        "password2": "Nouveau mot de passe, une seconde fois",
    }
    aides = {"password1": REGLE}

    def clean_password1(self) -> str:
        """A new password is another one."""
        nouveau: str = self.cleaned_data["password1"]
        if self.user and self.user.check_password(nouveau):
            raise ValidationError("Ce mot de passe est votre mot de passe actuel. Choisissez-en un autre.")
        return nouveau


class VerificationForm(_Sobre, ReauthenticateForm):  # type: ignore[misc]
    """The password again, before what protects the account is changed."""

    libelles = {"password": "Mot de passe"}
    aides = {"password": CASSE}


class _Code(_Sobre):
    """A code of six digits, typed on a digits keyboard."""

    libelles = {"code": "Code"}
    aides = {"code": SIX_CHIFFRES}


class CodeForm(_Code, AuthenticateForm):  # type: ignore[misc]
    """The second factor, at sign-in."""


class CodeDeVerificationForm(_Code, ReauthenticateCodeForm):  # type: ignore[misc]
    """The second factor again, before what protects the account is changed."""


class ActivationForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a telephone that has just read the picture."""

    aides = {"code": "Les six chiffres que l'application affiche après avoir lu l'image."}
