"""What we ask of a partner: always under our service token, in no more time than was said.

Every way to fail is a `PartenaireInjoignable`, with a `Panne` and a sentence (`pannes`), or a `ReponseRefusee`.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from joserfc.jwk import Key, RSAKey
from requests import Session

from imagin.domaine.federation.models import Partenaire
from imagin.echanges.federation.adresses import API, CLES, JETON
from imagin.echanges.federation.liaison import Delais, Liaison, PorteurDeJeton, Recue
from imagin.echanges.federation.pannes import (
    REFUS_DE_JETON,
    ReponseRefusee,
    autre_chose,
    horloges_decalees,
    injoignable,
)
from imagin.socle.jetons.signature import ILLISIBLE, assertion, sont_attestees, trousseau

__all__ = [
    "Partenariat",
    "ReponseRefusee",
    "echanger_un_code",
    "lire_cles_publiees",
    "lire_cles_suivies",
    "ouvrir",
]
DELAIS: Delais = (3.05, 10)
DELAIS_D_UN_CODE: Delais = (3.05, 3.0)  # somebody waits in front of the page
RENOUVELER = 30  # seconds before its end from which a token is not used any more
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLES_AU_PLUS = 30
RSA_AU_MOINS = 2048


class Partenariat:
    """A conversation with a partner, over one connection; `horloge`: seconds that its clock is ahead, once known."""

    def __init__(self, partenaire: Partenaire, liaison: Liaison, cle: RSAKey | None = None) -> None:
        self.partenaire = partenaire
        self._cle = cle
        self.horloge: int | None = None
        self._liaison = liaison
        self._jeton, self._jusqu_a = "", 0.0

    def lire(self, chemin: str) -> dict[str, Any]:
        """GET a path of its API; raises PartenaireInjoignable, ReponseRefusee."""
        return self._appeler("GET", chemin, None)

    def dire(self, chemin: str, corps: Mapping[str, Any]) -> dict[str, Any]:
        """POST to a path of its API; raises the same."""
        return self._appeler("POST", chemin, corps)

    def _appeler(self, methode: str, chemin: str, corps: Mapping[str, Any] | None) -> dict[str, Any]:
        reponse = self._demander(methode, API + chemin, json=corps, auth=PorteurDeJeton(self._porte()))
        if reponse.code == 401:  # its clock or its keys have changed since: a new token settles it
            self._jeton = ""
            reponse = self._demander(methode, API + chemin, json=corps, auth=PorteurDeJeton(self._porte()))
        if reponse.code >= 400:
            raise ReponseRefusee(reponse.code, reponse.mot("motif"))
        return reponse.objet()

    def _porte(self) -> str:
        """A service token that lives half a minute more."""
        if not self._jeton or time.monotonic() >= self._jusqu_a:
            reponse = self._demander("POST", JETON, data=self._demande())
            if reponse.code >= 400:
                raise self._refus(reponse)
            recu = reponse.objet()
            jeton, vie = recu.get("access_token"), recu.get("expires_in")
            if not isinstance(jeton, str) or not (jeton.isascii() and jeton.isprintable()) or not isinstance(vie, int):
                raise autre_chose("un jeton illisible")
            self._jeton, self._jusqu_a = jeton, time.monotonic() + vie - RENOUVELER
        return self._jeton

    def _demande(self) -> dict[str, str]:
        return {"grant_type": "client_credentials", "scope": "federation", **_preuve(self.partenaire, self._cle)}

    def _demander(self, methode: str, chemin: str, **options: Any) -> Recue:
        reponse = self._liaison.demander(methode, chemin, **options)
        self.horloge = self.horloge if reponse.horloge is None else reponse.horloge
        return reponse

    def _refus(self, reponse: Recue) -> Exception:
        """What its token endpoint says no for, in words."""
        raison = reponse.mot("error_description")
        if raison == "horloge":
            return horloges_decalees(self.horloge)
        if raison not in REFUS_DE_JETON:
            return ReponseRefusee(reponse.code)
        panne, phrase = REFUS_DE_JETON[raison]
        ici = {"nous": settings.IMAGIN_ADRESSE, "code": settings.IMAGIN_INSTANCE, "adresse": self.partenaire.adresse}
        return injoignable(panne, phrase, **ici)


@contextmanager
def ouvrir(
    partenaire: Partenaire, *, delais: Delais = DELAIS, en_tout: float | None = None, cle: RSAKey | None = None
) -> Iterator[Partenariat]:
    """Talk with a partner for the length of the block; nothing is sent before the first request.

    `delais`: seconds to connect, and between two pieces of an answer; `en_tout`: seconds for the whole conversation;
    `cle`: `cle_qui_signe()`, from who talks in a thread that must leave the database alone.
    """
    fin = None if en_tout is None else time.monotonic() + en_tout
    with Session() as session:
        yield Partenariat(partenaire, Liaison(partenaire.adresse, session, delais, fin), cle)


def echanger_un_code(partenaire: Partenaire, *, code: str, verificateur: str, retour: str) -> dict[str, Any]:
    """What the code of somebody whom a partner sends here is worth there: its answer, as it gives it.

    Raises PartenaireInjoignable: no answer (RESEAU…), or no token, a code that it does not know included (REPONSE).
    """
    demande = {"grant_type": "authorization_code", "code": code, "code_verifier": verificateur, "redirect_uri": retour}
    with Session() as session:
        liaison = Liaison(partenaire.adresse, session, DELAIS_D_UN_CODE)
        reponse = liaison.demander("POST", JETON, data=demande | _preuve(partenaire))
    if reponse.code >= 400:
        raise autre_chose(f"code {reponse.code}")
    return reponse.objet()


def _preuve(partenaire: Partenaire, cle: RSAKey | None = None) -> dict[str, str]:
    """That it is us who ask it for a token."""
    signee = assertion(partenaire.adresse + JETON, client=settings.IMAGIN_INSTANCE, cle=cle)
    return {"client_assertion_type": ASSERTION, "client_assertion": signee}


def lire_cles_publiees(adresse: str, *, delais: Delais = DELAIS) -> list[dict[str, Any]]:
    """The public keys that an instance publishes, checked one by one; raises PartenaireInjoignable, ReponseRefusee."""
    return _lire_publication(adresse, delais)[0]


def lire_cles_suivies(partenaire: Partenaire, *, delais: Delais = DELAIS) -> tuple[list[dict[str, Any]], bool]:
    """The same, and whether one of those pinned says that all of them are its owner's; raises the same."""
    cles, attestations = _lire_publication(partenaire.adresse, delais)
    kids = [cle["kid"] for cle in cles]
    return cles, sont_attestees(kids, attestations, connues=partenaire.cles, emetteur=partenaire.adresse)


def _lire_publication(adresse: str, delais: Delais) -> tuple[list[dict[str, Any]], list[Any]]:
    with Session() as session:
        reponse = Liaison(adresse, session, delais).demander("GET", CLES)
    if reponse.code >= 400:
        raise ReponseRefusee(reponse.code)
    publication = reponse.objet()
    attestations = publication.get("attestations")
    try:
        return _cles(publication["keys"]), attestations[:CLES_AU_PLUS] if isinstance(attestations, list) else []
    except ILLISIBLE as erreur:
        raise autre_chose("des clés illisibles") from erreur


def _cles(publiees: Any) -> list[dict[str, Any]]:
    """Their public part, each under its own thumbprint; raises one of ILLISIBLE."""
    if not isinstance(publiees, list) or not 0 < len(publiees) <= CLES_AU_PLUS:
        raise ValueError("no keys")
    lues = []
    for publiee in publiees:
        reduite = {nom: publiee[nom] for nom in ("kty", "n", "e")}
        [cle] = trousseau([reduite]).keys
        if not _est_solide(cle) or cle.thumbprint() != publiee["kid"]:
            raise ValueError("not a key of ours")
        lues.append({**reduite, "kid": publiee["kid"], "use": "sig", "alg": "RS256"})
    return lues


def _est_solide(cle: Key) -> bool:
    return isinstance(cle, RSAKey) and cle.public_key.key_size >= RSA_AU_MOINS
