"""The authorization server, as Authlib asks for it: its clients are our partners, its two grants theirs.

Nothing of it is kept between two requests: keys, partners and settings are read each time.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidRequestError
from authlib.oauth2.rfc7523.client import ASSERTION_TYPE
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oidc.core import OpenIDCode, UserInfo
from django.conf import settings
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact

from imagin.domaine.federation.models import Partenaire
from imagin.domaine.federation.queries import partenaire_ouvert
from imagin.echanges.federation.adresses import API, JETON, RETOUR
from imagin.socle.jetons import unique
from imagin.socle.jetons.cles import ALGORITHME, cle_qui_signe
from imagin.socle.jetons.signature import ILLISIBLE, TOLERANCE, JetonRefuse, verifier_jeton
from imagin.socle.temps import maintenant

journal = logging.getLogger(__name__)
PERSONNE, SERVICE = "openid", "federation"  # scopes
METHODE = "private_key_jwt"
VIE_D_UN_CODE, VIE_D_UNE_IDENTITE, VIE_D_UN_JETON = 60, 60, 300  # seconds
CODE_D_INSTANCE = re.compile(r"[a-z0-9]{1,8}")
# Why an assertion is refused, in the words that the other side's test button translates: « inconnu », « cle »,
# « horloge », « destinataire », « deja_vu », « illisible ».
RAISONS = {"expire": "horloge", "futur": "horloge", "emetteur": "illisible"}


@dataclass(frozen=True)
class Entrant:
    """Who crosses: the account, and what the other side is told of it. No mail, no NUMEN."""

    sujet: str
    dits: Mapping[str, str]
    auth_time: int

    def get_user_id(self) -> str:
        return self.sujet


class PartenaireClient(ClientMixin):  # type: ignore[misc]
    """A partner as a client."""

    def __init__(self, partenaire: Partenaire) -> None:
        self.partenaire = partenaire

    def get_client_id(self) -> str:
        return self.partenaire.code

    def get_default_redirect_uri(self) -> str:
        return self.partenaire.adresse + RETOUR

    def get_allowed_scope(self, scope: str | None) -> str:
        """One, never both: a person's token opens no service."""
        demandes = (scope or "").split()
        return PERSONNE if PERSONNE in demandes else SERVICE if SERVICE in demandes else ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.get_default_redirect_uri()

    def check_client_secret(self, client_secret: str) -> bool:
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == METHODE

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in {"authorization_code", "client_credentials"}


class CodeDEntree(AuthorizationCodeMixin):  # type: ignore[misc]
    """An authorization code, as it was kept."""

    code_challenge_method = "S256"

    def __init__(self, donnees: dict[str, Any]) -> None:
        self.client_id, self.redirect_uri = donnees["client"], donnees["retour"]
        self.nonce, self.code_challenge = donnees["nonce"], donnees["defi"]
        self.entrant = Entrant(donnees["sujet"], donnees["dits"], donnees["auth_time"])

    def get_redirect_uri(self) -> str:
        return str(self.redirect_uri)

    def get_scope(self) -> str:
        return PERSONNE

    def get_nonce(self) -> str:
        return str(self.nonce)

    def get_auth_time(self) -> int:
        return self.entrant.auth_time

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class ParCode(grants.AuthorizationCodeGrant):  # type: ignore[misc]
    """Code of somebody who crosses: taken at the first try, be it the wrong partner's."""

    TOKEN_ENDPOINT_AUTH_METHODS = [METHODE]

    def save_authorization_code(self, code: str, request: Any) -> None:
        entrant: Entrant = request.user
        donnees = {
            "client": request.client.get_client_id(),
            "retour": request.client.get_default_redirect_uri(),
            "nonce": request.payload.data["nonce"],
            "defi": request.payload.data["code_challenge"],
            "sujet": entrant.sujet,
            "dits": dict(entrant.dits),
            "auth_time": entrant.auth_time,
        }
        unique.garder_unique("code", code, donnees, expire_le=maintenant() + timedelta(seconds=VIE_D_UN_CODE))

    def query_authorization_code(self, code: str, client: PartenaireClient) -> CodeDEntree | None:
        donnees = unique.prendre("code", code)
        return CodeDEntree(donnees) if donnees and donnees["client"] == client.get_client_id() else None

    def delete_authorization_code(self, authorization_code: CodeDEntree) -> None:
        """It is gone already."""

    def authenticate_user(self, authorization_code: CodeDEntree) -> Entrant:
        return authorization_code.entrant


class PkceExige(CodeChallenge):  # type: ignore[misc]
    """S256, whoever the client: Authlib lets those that authenticate do without."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        if grant.request.payload.data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE (S256) is required")
        super().validate_code_challenge(grant, redirect_uri)


class IdentiteSignee(OpenIDCode):  # type: ignore[misc]
    """The identity token: the partner alone is its audience, for a minute."""

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return False  # the code that carries it serves once

    def resolve_client_private_key(self, client: PartenaireClient) -> KeySet:
        return KeySet([cle_qui_signe()])

    def get_client_algorithm(self, client: PartenaireClient) -> str:
        return ALGORITHME

    def get_client_claims(self, client: PartenaireClient) -> dict[str, Any]:
        instant = int(maintenant().timestamp())
        return {
            "iss": settings.IMAGIN_ADRESSE,
            "aud": client.get_client_id(),
            "iat": instant,
            "exp": instant + VIE_D_UNE_IDENTITE,
            "jti": uuid4().hex,
        }

    def generate_user_info(self, user: Entrant, scope: str) -> UserInfo:
        return UserInfo(sub=user.sujet, **user.dits)


class ParService(grants.ClientCredentialsGrant):  # type: ignore[misc]
    """A partner's own programs."""

    TOKEN_ENDPOINT_AUTH_METHODS = [METHODE]


class JetonsDAcces(JWTBearerTokenGenerator):  # type: ignore[misc]
    """Access tokens: good for the API when a service asked; a person's open nothing here."""

    def get_jwks(self) -> KeySet:
        return KeySet([cle_qui_signe()])

    def get_audiences(self, client: PartenaireClient, user: Entrant | None, scope: str) -> str:
        return str(self.issuer) + API if user is None and scope == SERVICE else str(self.issuer)


def _authentifier(chercher: Callable[[str], PartenaireClient | None], request: Any) -> PartenaireClient | None:
    """The partner that signed the assertion of a request; raises InvalidClientError saying why it is not believed."""
    assertion = request.form.get("client_assertion")
    if request.form.get("client_assertion_type") != ASSERTION_TYPE or not assertion:
        return None
    client = chercher(_annonce(assertion))
    if client is None:
        raise _refus("inconnu", "")
    code = client.get_client_id()
    try:
        dits = verifier_jeton(
            assertion,
            client.partenaire.cles,
            emetteur=code,
            destinataire=settings.IMAGIN_ADRESSE + JETON,
            exiges=("sub",),
        )
    except JetonRefuse as refus:
        raise _refus(RAISONS.get(refus.raison, refus.raison), code) from refus
    if not unique.est_nouveau("assertion", f"{code}:{dits['jti']}", expire_le=_oubliable(dits["exp"])):
        raise _refus("deja_vu", code)
    return client


def _oubliable(exp: float) -> datetime:
    """When the identifier of a token may be forgotten: it is refused from then on for its age."""
    return datetime.fromtimestamp(exp + 2 * TOLERANCE, UTC)


def _annonce(assertion: str) -> str:
    """Who the assertion says that it is from, before anything of it is believed."""
    try:
        sujet = json.loads(extract_compact(assertion.encode()).payload)["sub"]
    except ILLISIBLE as erreur:
        raise _refus("illisible", "") from erreur
    return str(sujet)


def _refus(raison: str, code: str) -> InvalidClientError:
    journal.warning("assertion refusée : %s (%s)", raison, code or "inconnu")
    return InvalidClientError(description=raison, status_code=401)


def _client(code: str) -> PartenaireClient | None:
    trouve = partenaire_ouvert(code) if CODE_D_INSTANCE.fullmatch(code) else None
    return PartenaireClient(trouve) if trouve else None


def serveur_d_autorisation() -> AuthorizationServer:
    """The server of one request: nothing of it outlives the settings and the rows that it was made from."""
    serveur = AuthorizationServer(None, None)
    serveur.query_client = _client
    serveur.save_token = _ne_rien_garder
    serveur.register_client_auth_method(METHODE, _authentifier)
    jetons = JetonsDAcces(issuer=settings.IMAGIN_ADRESSE, expires_generator=_duree)
    serveur.register_token_generator("default", jetons)
    serveur.register_grant(ParCode, [PkceExige(), IdentiteSignee(require_nonce=True)])
    serveur.register_grant(ParService)
    return serveur


def _ne_rien_garder(jeton: dict[str, Any], request: Any) -> None:
    """Tokens prove themselves by their signature."""


def _duree(client: PartenaireClient, grant_type: str) -> int:
    return VIE_D_UN_JETON
