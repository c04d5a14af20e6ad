"""What we sign, and what we believe of what others signed."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import uuid4

from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    KeyParameterError,
    MissingClaimError,
)
from joserfc.jwk import KeySet, RSAKey

from imagin.socle.jetons.cles import ALGORITHME, cle_qui_signe, nos_cles
from imagin.socle.temps import maintenant

TOLERANCE = 60  # seconds between two clocks
ALGORITHMES = [ALGORITHME]
VIE_MAXIMALE = 600  # seconds: a token that would live longer is not one of ours
VIE_D_UNE_ASSERTION = 60
ATTESTATION = "federation/cles.json"  # the audience of who asks which keys are ours
# What json.loads and base64 raise on what a stranger sends, beside the errors of joserfc.
ILLISIBLE = (JoseError, ValueError, TypeError, KeyError, RecursionError)
RAISONS = {"exp": "expire", "iat": "futur", "nbf": "futur", "aud": "destinataire", "iss": "emetteur"}


class JetonRefuse(Exception):
    """A token that does not hold.

    `raison`: one of « expire », « futur », « cle », « destinataire », « emetteur », « illisible ».
    """

    def __init__(self, raison: str) -> None:
        self.raison = raison
        super().__init__(raison)


def signer(reclamations: Mapping[str, Any], *, duree: int, cle: RSAKey | None = None) -> str:
    """A JWT by our key: `iat`, `exp` (in `duree` seconds) and `jti` are added.

    `cle`: `cle_qui_signe()`, read before by who signs in a thread that must leave the database alone.
    """
    instant, cle = _secondes(), cle or cle_qui_signe()
    dits = {"iat": instant, "exp": instant + duree, "jti": uuid4().hex, **reclamations}
    return jwt.encode({"alg": ALGORITHME, "kid": str(cle.kid)}, dits, cle)


def assertion(destinataire: str, *, client: str, cle: RSAKey | None = None) -> str:
    """The assertion by which we authenticate (RFC 7523) at the token endpoint `destinataire`; good for 60 seconds."""
    return signer({"iss": client, "sub": client, "aud": destinataire}, duree=VIE_D_UNE_ASSERTION, cle=cle)


def verifier_jeton(
    jeton: str, cles: Iterable[Mapping[str, Any]], *, emetteur: str, destinataire: str, exiges: Iterable[str] = ()
) -> dict[str, Any]:
    """Claims of a token signed by one of `cles` (public JWK); raises JetonRefuse. A life over 10 minutes is refused."""
    try:
        lu = jwt.decode(jeton, trousseau(cles), algorithms=ALGORITHMES)
    except (BadSignatureError, InvalidKeyIdError, KeyParameterError) as erreur:
        raise JetonRefuse("cle") from erreur
    except ILLISIBLE as erreur:
        raise JetonRefuse("illisible") from erreur
    verifier_reclamations(lu.claims, emetteur=emetteur, destinataire=destinataire, exiges=exiges)
    return lu.claims


def attester_cles(emetteur: str) -> list[str]:
    """Which keys we publish, said by each of them: who knows one of ours can believe the others.

    Publishing a key that others know proves nothing: they are public.
    """
    cles = cast(list[RSAKey], nos_cles().keys)
    dits = {"iss": emetteur, "aud": ATTESTATION, "cles": [cle.kid for cle in cles]}
    return [signer(dits, duree=VIE_MAXIMALE, cle=cle) for cle in cles]


def sont_attestees(
    kids: Iterable[str], attestations: Iterable[object], *, connues: Iterable[Mapping[str, Any]], emetteur: str
) -> bool:
    """Does one of the keys that we know say that all those of these thumbprints are its owner's?"""
    voulues, connues = set(kids), list(connues)
    for attestation in attestations:
        try:
            dits = verifier_jeton(
                str(attestation), connues, emetteur=emetteur, destinataire=ATTESTATION, exiges=("cles",)
            )
        except JetonRefuse:
            continue
        if isinstance(dits["cles"], list) and all(kid in dits["cles"] for kid in voulues):
            return True
    return False


def trousseau(cles: Iterable[Mapping[str, Any]]) -> KeySet:
    """These public JWK, as keys that verify; raises ValueError or JoseError on what is not one."""
    return KeySet.import_key_set({"keys": [dict(cle) for cle in cles]})


def verifier_reclamations(
    dits: Mapping[str, Any], *, emetteur: str, destinataire: str, exiges: Iterable[str] = ()
) -> None:
    """Who signed, for whom, and when; raises JetonRefuse."""
    attendus: dict[str, jwt.ClaimsOption] = {exige: {"essential": True} for exige in ("exp", "iat", "jti", *exiges)}
    attendus["iss"] = {"essential": True, "value": emetteur}
    attendus["aud"] = {"essential": True, "value": destinataire}
    registre = jwt.JWTClaimsRegistry(_secondes, TOLERANCE, **attendus)
    try:
        registre.validate(dict(dits))
    except ExpiredTokenError as erreur:
        raise JetonRefuse("expire") from erreur
    except MissingClaimError as erreur:
        raise JetonRefuse("illisible") from erreur
    except ClaimError as erreur:
        raise JetonRefuse(_raison(dits, erreur)) from erreur
    if dits["exp"] - dits["iat"] > VIE_MAXIMALE:
        raise JetonRefuse("illisible")


def _raison(dits: Mapping[str, Any], erreur: ClaimError) -> str:
    """What a refused claim says of the token: an instant that is not a number is no matter of clocks."""
    quoi = erreur.claim
    if quoi in {"exp", "iat", "nbf"} and (not isinstance(dits[quoi], int | float) or not math.isfinite(dits[quoi])):
        return "illisible"
    return RAISONS.get(quoi, "illisible")


def _secondes() -> int:
    return math.floor(maintenant().timestamp())
