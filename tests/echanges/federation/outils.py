"""A partner whose key the test holds, and what it asks of our provider."""

import base64
import secrets
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from django.conf import settings
from joserfc import jwt
from joserfc.jwk import RSAKey

from imagin.echanges.federation.adresses import JETON, RETOUR
from imagin.socle.temps import maintenant
from tests import factories as f

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SIEC = "http://siec.imagin.example"


@cache
def cle(nom: str) -> RSAKey:
    """A private key of that name, made once a process."""
    return RSAKey.generate_key(2048, {"kid": nom, "use": "sig", "alg": "RS256"})


def publique(nom: str) -> dict[str, Any]:
    return dict(cle(nom).as_dict(private=False))


def siec(**champs: Any) -> Any:
    """The SIEC, whose key « siec » is pinned."""
    return f.partenaire("siec", adresse=SIEC, cles=[publique("siec")], **champs)


def assertion(client: str = "siec", *, par: str = "", **dits: Any) -> str:
    """An assertion of that partner; `dits` replace its claims."""
    instant = int(maintenant().timestamp())
    communs = {
        "iss": client,
        "sub": client,
        "aud": settings.IMAGIN_ADRESSE + JETON,
        "iat": instant,
        "exp": instant + 60,
        "jti": uuid4().hex,
    }
    signe_par = cle(par or client)
    return jwt.encode({"alg": "RS256", "kid": signe_par.kid}, {**communs, **dits}, signe_par)


def demander_un_jeton(client: Any, jeton: str | None = None, **champs: str) -> Any:
    """POST to our token endpoint, as the SIEC's programs unless `champs` say otherwise."""
    donnees = {"grant_type": "client_credentials", "scope": "federation", "client_assertion_type": ASSERTION}
    return client.post(JETON, {**donnees, "client_assertion": jeton or assertion(), **champs})


class Traversee:
    """What the SIEC keeps of one crossing: verifier, state, nonce."""

    def __init__(self) -> None:
        self.verifieur, self.etat, self.nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(8), uuid4().hex

    @property
    def demande(self) -> dict[str, str]:
        """The question of its authorization request."""
        defi = base64.urlsafe_b64encode(sha256(self.verifieur.encode()).digest()).rstrip(b"=").decode()
        return {
            "response_type": "code",
            "client_id": "siec",
            "redirect_uri": SIEC + RETOUR,
            "scope": "openid",
            "state": self.etat,
            "nonce": self.nonce,
            "code_challenge": defi,
            "code_challenge_method": "S256",
        }

    def echanger(self, client: Any, code: str, **champs: str) -> Any:
        """POST the code."""
        donnees = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": SIEC + RETOUR,
            "code_verifier": self.verifieur,
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion(),
        }
        return client.post(JETON, {**donnees, **champs})


def question(adresse: str) -> dict[str, str]:
    """The question of an address, each name once."""
    return {nom: valeurs[0] for nom, valeurs in parse_qs(urlsplit(adresse).query).items()}
