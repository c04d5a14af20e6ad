"""How allauth is bent to this application: accounts made by the administrateur, our outbox, our console, our places."""

from typing import Any

import pghistory
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from imagin.activites.connexion.academies import PAR_ACADEMIE
from imagin.activites.connexion.essais import compter_un_essai, oublier_les_codes_faux
from imagin.activites.connexion.journal import noter, noter_un_essai
from imagin.activites.connexion.navigateur import retenir_navigateur
from imagin.activites.connexion.places import rendre_place
from imagin.domaine.acces.actions import changer_mot_de_passe
from imagin.domaine.acces.enums import NatureSecurite
from imagin.socle.acces.chiffrement import chiffrer, dechiffrer
from imagin.socle.acces.mandataires import adresse_de
from imagin.socle.console.http import oublier_console
from imagin.socle.envois.depot import deposer_courriel
from imagin.socle.temps import maintenant

INCORRECT = "Ce code n'est pas le bon, ou vient de changer. Saisissez celui que l'application affiche maintenant."
# What the owner is told of by mail, by the name that allauth gives it.
AVIS = {
    "account/email/password_changed": "votre mot de passe a été changé",
    "account/email/password_reset": "votre mot de passe a été changé",
    "mfa/email/totp_activated": "la double authentification est activée",
    "mfa/email/totp_deactivated": "la double authentification est désactivée",
    "mfa/email/recovery_codes_generated": "de nouveaux codes de secours ont été créés",
}
TROP_D_ESSAIS = (
    "Trop d'essais infructueux. Patientez cinq minutes, puis recommencez ; ou choisissez tout de suite un nouveau mot "
    "de passe par « Mot de passe oublié »."
)


class AdaptateurCompte(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; what allauth says goes nowhere but into its forms."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "L'identifiant ou le mot de passe est incorrect. Attention, les majuscules et les minuscules comptent."
        ),
        "too_many_login_attempts": TROP_D_ESSAIS,
        "rate_limited": TROP_D_ESSAIS,
        "enter_current_password": "Ce n'est pas votre mot de passe actuel. Attention, les majuscules comptent.",
        "incorrect_password": "Ce n'est pas votre mot de passe. Attention, les majuscules et les minuscules comptent.",
        "incorrect_code": INCORRECT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are created by the administrateur."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Who has no password here (single sign-on) has none to give again."""
        return bool(super().is_reauthentication_required(app=app)) and self.request.user.has_usable_password()

    def add_message(self, request: HttpRequest, level: int, *args: object, **kwargs: object) -> None:
        """« Connexion réussie » and the like are not worth a line of console."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address, behind our proxies or on a Unix socket."""
        return adresse_de(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raise ValidationError when too many wrong passwords came, for this account, from here."""
        identifiant = str(credentials.get("username", ""))
        self._login_failed_rl_usage = compter_un_essai(request, identifiant)
        if self._login_failed_rl_usage is None:
            noter_un_essai(request, NatureSecurite.VERROU, identifiant)
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **options: Any) -> HttpResponse:
        """Remember the browser of who has a password here: strangers' attempts will not stop it."""
        reponse: HttpResponse = super().post_login(request, user, **options)
        if user.has_usable_password():
            retenir_navigateur(request, reponse, user.pk)
        return reponse

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """What sign-in writes is signed by who signs in."""
        with pghistory.context(auteur=user.get_username(), ecran=request.path):
            super().login(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Give the établissement's place back and forget the console with the session (G2.1-03)."""
        rendre_place(request)
        oublier_console(request)
        super().logout(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who came from another académie has nothing to do at our sign-in: they are still signed in at theirs."""
        if PAR_ACADEMIE in request.session:
            return reverse("connexion:academie_quittee")
        return str(super().get_logout_redirect_url(request))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """The owner has chosen: they need not change it any more, and what strangers tried no longer counts."""
        oublier_les_codes_faux(self.request, user)  # type: ignore[arg-type]
        with pghistory.context(auteur=user.get_username()):
            changer_mot_de_passe(user, mot_de_passe=password)  # type: ignore[arg-type]

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Address of the page where the holder of the mail chooses a password; `key` is « account-token »."""
        compte, _, jeton = key.partition("-")
        chemin = reverse("account_reset_password_from_key", kwargs={"uidb36": compte, "key": jeton})
        return f"{settings.IMAGIN_ADRESSE}{chemin}"

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """Deposit the mail of the link; the journal names the account, never the address."""
        noter(self.request, NatureSecurite.LIEN_DEMANDE, user.get_username())
        super().send_password_reset_mail(user, email, context)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """On to the account's page, or to the choice of a service for who was asked to change."""
        return reverse("mfa_index" if getattr(request, "perimetre", None) else "connexion:choix")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Deposit the mail in the outbox: it leaves as all our mails do, and sign-in never waits for a mail server."""
        avis = AVIS.get(template_prefix)
        gabarit = "connexion/courriels/avis.txt" if avis else "connexion/courriels/mot_de_passe.txt"
        with transaction.atomic():
            deposer_courriel(
                cle=f"compte:{email.lower()}"[:80],
                destinataire=email,
                sujet=f"IMAG'IN : {avis or 'choisir un nouveau mot de passe'}",
                corps=render_to_string(gabarit, {"avis": avis, "maintenant": maintenant(), **context}),
                par="IMAG'IN",
            )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner that what protects the account has changed, when there is an address to tell it to."""
        mel = email or getattr(user, "mel", "")
        if mel and template_prefix in AVIS:
            self.send_mail(template_prefix, mel, {"user": user, **(context or {})})


class AdaptateurDoubleAuthentification(DefaultMFAAdapter):  # type: ignore[misc]
    """Messages of the second factor, in French; its secrets, ciphered in the database."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": INCORRECT}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the telephone calls the account: its identifier, a mail may be shared."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """What the database keeps of a secret."""
        return chiffrer(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret that the database keeps."""
        return dechiffrer(encrypted_text)
