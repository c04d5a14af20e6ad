"""Who vouches for people by OpenID Connect, by allauth: what is checked of it; the guichet, and whom it lets in.

Other académies, which vouch too, are in `academies`. To allauth's code + PKCE and state are added what its provider
leaves out: the nonce, the signature and the tolerance of the identity token, the issuer that discovery states, and that
both sources of claims speak of the same person.
"""

import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jwt
import pghistory
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from imagin.activites.connexion.journal import noter
from imagin.domaine.acces.actions import accueillir_identite
from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.acces.models import Compte
from imagin.domaine.acces.rules import IdentiteRecue, IdentiteRefusee
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.temps import aujourd_hui

journal = logging.getLogger(__name__)
GUICHET = "guichet"
TOLERANCE = 60  # seconds between the guichet's clock and ours
DELAI = 5  # seconds to wait for its keys
# Signatures that need its private key: a secret that we share with it proves nothing.
ALGORITHMES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
EXIGES = ["iss", "sub", "aud", "exp", "iat", "nonce"]
ILLISIBLE = (
    "{nom} ne nous a pas dit qui vous êtes. Réessayez ; si cela se reproduit, signalez-le au service des examens."
)
REFUSEE = (
    "La réponse de {nom} n'a pas pu être vérifiée : elle a trop attendu, ou a déjà servi. Réessayez ; si cela "
    "se reproduit, signalez-le au service des examens."
)
EN_PANNE = (
    "{nom} ne répond pas pour le moment. Réessayez dans quelques minutes, ou entrez avec un identifiant d'IMAG'IN "
    "si vous en avez un."
)


class Garant(OpenIDConnectProvider):  # type: ignore[misc]
    """Whom we believe when they say who somebody is, by code, with PKCE."""

    def compte_de(self, request: HttpRequest, reclamations: dict[str, Any]) -> Compte:
        """The account of whom these claims present; raises ImmediateHttpResponse, a page that says why not."""
        raise NotImplementedError

    def expliquer(self, request: HttpRequest, erreur: Exception | None) -> HttpResponse:
        """The page of what went wrong between them and us, by what was raised."""
        raise NotImplementedError


class Relais(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks with the configured guichet; `demande` is what was kept of the question, the nonce of its answer first."""

    demande: Mapping[str, str] = {}

    def __init__(self, request: HttpRequest, provider_id: str = GUICHET) -> None:
        super().__init__(request, provider_id)

    def get_provider(self) -> Garant:
        return fournisseur(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("connexion:retour"))

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the guichet says of itself, provided that it is the one that was configured."""
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer", "")).rstrip("/") != settings.IMAGIN_GUICHET["adresse"]:
            raise OAuth2Error("the issuer is not the one configured")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        jeton = kwargs["response"].get("id_token")
        if not jeton:
            raise OAuth2Error("no identity token")
        reclamations = self._decode_id_token(app, jeton)
        if "userinfo_endpoint" in self.openid_config:
            informations = self._fetch_user_info(token.token)
            if informations.get("sub") != reclamations["sub"]:
                raise OAuth2Error("two subjects")
            reclamations = {**informations, **reclamations}
        return self.get_provider().sociallogin_from_response(request, {"userinfo": reclamations})

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Claims of the identity token; raises OAuth2Error unless all of it holds."""
        try:
            cle = _cles(self.openid_config["jwks_uri"]).get_signing_key_from_jwt(id_token)
            reclamations: dict[str, Any] = jwt.decode(
                id_token,
                cle,
                algorithms=ALGORITHMES,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=TOLERANCE,
                options={"require": EXIGES},
            )
        except jwt.PyJWKClientConnectionError as erreur:
            raise ConnectionError("the keys of the guichet cannot be read") from erreur
        except jwt.PyJWTError as erreur:
            raise OAuth2Error(type(erreur).__name__) from erreur
        self._exiger_notre_demande(app, reclamations)
        return reclamations

    def _exiger_notre_demande(self, app: SocialApp, reclamations: dict[str, Any]) -> None:
        """Raise OAuth2Error unless the token answers the question that this browser asked, and was made for us."""
        if not constant_time_compare(str(reclamations["nonce"]), self.demande["nonce"]):
            raise OAuth2Error("another nonce")
        if reclamations.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("a token made for another client")


class Retour(OAuth2CallbackView):  # type: ignore[misc]
    """The way back from who vouches."""

    adapter: Relais

    def _get_state(self, request: HttpRequest, provider: Garant) -> tuple[Any, HttpResponse | None]:
        """Find what was asked, which the answer must match."""
        etat, reponse = super()._get_state(request, provider)
        self.adapter.demande = (etat or {}).get("data", {})
        return etat, reponse


class Accueil(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """From somebody vouched for, to an account of ours; says no in French. allauth keeps nothing of it."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Sign in as the account of this person, with the delegations that are said of them today."""
        garant: Garant = sociallogin.provider
        sociallogin.user = garant.compte_de(request, sociallogin.account.extra_data["userinfo"])

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts are made by `accueillir_identite`, never by a form."""
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Garant,
        error: object = None,
        exception: Exception | None = None,
        extra_context: object = None,
    ) -> None:
        """Say what happened: nobody answers, or what came back does not hold."""
        raise ImmediateHttpResponse(provider.expliquer(request, exception))


class Guichet(Garant):
    """The configured guichet."""

    oauth2_adapter_class = Relais

    def compte_de(self, request: HttpRequest, reclamations: dict[str, Any]) -> Compte:
        lire = import_string(settings.IMAGIN_IDENTITE_DU_GUICHET)
        recue: IdentiteRecue | None = lire(reclamations, emetteur=reclamations["iss"], jour=aujourd_hui())
        if recue is None:
            raise ImmediateHttpResponse(refuser(request, ILLISIBLE, statut=400))
        try:
            return accueillir(request, recue)
        except IdentiteRefusee as refus:
            raise ImmediateHttpResponse(refuser(request, str(refus), statut=403)) from refus

    def expliquer(self, request: HttpRequest, erreur: Exception | None) -> HttpResponse:
        return expliquer(request, erreur)


def fournisseur(request: HttpRequest) -> Guichet:
    """The configured guichet, as allauth sees a provider."""
    guichet = settings.IMAGIN_GUICHET
    app = SocialApp(
        provider="openid_connect",
        provider_id=GUICHET,
        name=guichet["nom"],
        client_id=guichet["client"],
        secret=guichet["secret"],
        settings={"server_url": guichet["adresse"], "scope": guichet["portee"].split(), "oauth_pkce_enabled": True},
    )
    return Guichet(request, app=app)


def accueillir(request: HttpRequest, recue: IdentiteRecue) -> Compte:
    """The account of who comes from the guichet or the portal; raises IdentiteRefusee."""
    with pghistory.context(auteur=GUICHET, ecran=request.path):
        return accueillir_identite(systeme(GUICHET), recue=recue, jour=aujourd_hui())


def expliquer(request: HttpRequest, erreur: Exception | None) -> HttpResponse:
    """The page of what went wrong between the guichet and us, by what was raised."""
    # What follows a colon is quoted from an answer of the guichet: it may be about somebody.
    raison = str(erreur).partition(":")[0] if erreur else "aucune demande ne correspond à cette réponse"
    journal.warning("connexion par le guichet refusée : %s", raison)
    if isinstance(erreur, OSError):
        return refuser(request, EN_PANNE, statut=503)
    return refuser(request, REFUSEE, statut=400)


def refuser(request: HttpRequest, message: str, *, statut: int) -> HttpResponse:
    """A page that says in French why one did not get in, and what to do."""
    if statut in {400, 403}:
        noter(request, NatureSecurite.REFUS, "")
    nom = settings.IMAGIN_GUICHET.get("nom", "Le portail")
    texte = message.replace("{nom}", nom[:1].upper() + nom[1:])
    return render(request, "connexion/refus.html", {"texte": texte, "guichet": settings.IMAGIN_GUICHET}, status=statut)


@lru_cache(maxsize=4)
def _cles(adresse: str) -> jwt.PyJWKClient:
    """Keys of the guichet, kept five minutes, asked for again as soon as a token names one that is not known."""
    return jwt.PyJWKClient(adresse, timeout=DELAI, cooldown_duration=0)
