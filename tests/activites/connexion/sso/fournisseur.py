"""An OpenID Connect provider, run beside the tests as a process of its own: Authlib's, which shares nothing with ours.

`python -m tests.activites.connexion.sso.fournisseur` writes its address and serves until killed. Codes serve once, PKCE
is required, by Authlib. What a provider may do wrong is asked for by `PUT /reglages`: see `Reglages`.
"""

import os
import secrets
import sys
import time
from dataclasses import dataclass, field, fields, replace
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from flask import Flask, Response, jsonify, request
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "imagin", "secret-partage-avec-le-guichet"
PERSONNE = {"sub": "7f3c", "given_name": "Hélène", "family_name": "DE LA TOUR", "email": "helene@ac-toulouse.example"}


@dataclass
class Reglages:
    """Who signs in, and what goes wrong. `decalage`: seconds its clock is ahead; `infos`: claims of userinfo alone."""

    personne: dict[str, Any] = field(default_factory=lambda: dict(PERSONNE))
    infos: dict[str, Any] = field(default_factory=dict)
    audience: str = CLIENT
    nonce: str = ""
    decalage: int = 0
    cle: str = "premiere"
    publiee: str = ""
    emetteur: str = ""


@dataclass
class Code(AuthorizationCodeMixin):
    """A code handed out, with what its exchange must match."""

    demande: dict[str, str]
    portee: str

    def get_redirect_uri(self) -> str:
        return self.demande["redirect_uri"]

    def get_scope(self) -> str:
        return self.portee

    def get_nonce(self) -> str:
        return reglages.nonce or self.demande.get("nonce", "")

    def get_auth_time(self) -> int:
        return int(time.time()) + reglages.decalage

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None

    @property
    def code_challenge(self) -> str:
        return self.demande["code_challenge"]

    @property
    def code_challenge_method(self) -> str:
        return self.demande["code_challenge_method"]


class Client(ClientMixin):
    """The only client: us."""

    def get_client_id(self) -> str:
        return CLIENT

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.endswith("/connexion/guichet/retour/")

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return True

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class ParCode(grants.AuthorizationCodeGrant):
    """Authlib's grant over a dictionary."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post", "client_secret_basic"]

    def save_authorization_code(self, code: str, demande: Any) -> None:
        codes[code] = Code(dict(demande.payload.data), demande.payload.scope)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        return codes.get(code)

    def delete_authorization_code(self, code: Code) -> None:
        for cle in [cle for cle, valeur in codes.items() if valeur is code]:
            del codes[cle]

    def authenticate_user(self, code: Code) -> dict[str, Any]:
        return reglages.personne


class JetonDIdentite(OpenIDCode):
    """The identity token, right or wrong as the settings say."""

    def exists_nonce(self, nonce: str, demande: Any) -> bool:
        return False

    def resolve_client_private_key(self, client: Client) -> RSAKey:
        return cles[reglages.cle]

    def get_client_algorithm(self, client: Client) -> str:
        return "RS256"

    def get_encode_header(self, client: Client) -> dict[str, str]:
        return {"alg": "RS256", "kid": reglages.publiee or reglages.cle}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        instant = int(time.time()) + reglages.decalage
        return {"iss": reglages.emetteur or adresse, "aud": reglages.audience, "iat": instant, "exp": instant + 300}

    def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
        return UserInfo(sub=user["sub"])


os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "oui"
app = Flask(__name__)
cles = {nom: RSAKey.generate_key(2048, {"kid": nom, "use": "sig", "alg": "RS256"}) for nom in ("premiere", "seconde")}
codes: dict[str, Code] = {}
jetons: set[str] = set()
reglages = Reglages()
adresse = ""
serveur = AuthorizationServer(app, lambda identifiant: Client() if identifiant == CLIENT else None, None)
serveur.save_token = lambda jeton, demande: jetons.add(jeton["access_token"])
serveur.register_grant(ParCode, [CodeChallenge(required=True), JetonDIdentite(require_nonce=True)])


@app.get("/.well-known/openid-configuration")
def decouverte() -> Response:
    return jsonify(
        issuer=adresse,
        authorization_endpoint=f"{adresse}/autoriser",
        token_endpoint=f"{adresse}/jeton",
        userinfo_endpoint=f"{adresse}/infos",
        jwks_uri=f"{adresse}/cles",
        token_endpoint_auth_methods_supported=["client_secret_basic"],
    )


@app.route("/autoriser", methods=["GET", "POST"])
def autoriser() -> Any:
    if request.args.get("code_challenge_method") != "S256":
        return "PKCE S256 attendu", 400
    if request.method == "GET":
        page = (
            '<!doctype html><html lang="fr"><title>Guichet</title><link rel="icon" href="data:,">'
            '<form method="post"><button>Je suis moi</button></form>'
        )
        return Response(page, mimetype="text/html")
    if "refuser" in request.form:
        return serveur.create_authorization_response(grant=serveur.get_consent_grant(), grant_user=None)
    return serveur.create_authorization_response(
        grant=serveur.get_consent_grant(end_user=reglages.personne), grant_user=reglages.personne
    )


@app.post("/jeton")
def jeton() -> Any:
    return serveur.create_token_response()


@app.get("/infos")
def infos() -> Any:
    if request.headers.get("Authorization", "").removeprefix("Bearer ") not in jetons:
        return "", 401
    return jsonify({**reglages.personne, **reglages.infos})


@app.get("/cles")
def publiees() -> Response:
    """Only the key in use: the one before is withdrawn as soon as it is replaced."""
    nom = reglages.publiee or reglages.cle
    return jsonify(keys=[cles[nom].as_dict(private=False)])


@app.put("/reglages")
def regler() -> Response:
    connus = {champ.name for champ in fields(Reglages)}
    vars(reglages).update(vars(replace(Reglages(), **{n: v for n, v in request.get_json().items() if n in connus})))
    return jsonify(ok=True)


if __name__ == "__main__":
    http = make_server("127.0.0.1", 0, app, threaded=True)
    adresse = f"http://127.0.0.1:{http.server_port}"
    app.secret_key = secrets.token_hex()
    sys.stdout.write(f"{adresse}\n")
    sys.stdout.flush()
    http.serve_forever()
