"""What is signed, and verified (package 1)."""

from collections.abc import Iterable, Mapping
from typing import Any

TOLERANCE = 60  # seconds between two clocks
ALGORITHMES = ["RS256"]


class JetonRefuse(Exception):
    """A token that does not hold; `raison`: one of « expire », « futur », « cle », « destinataire », « illisible »."""

    def __init__(self, raison: str) -> None:
        self.raison = raison
        super().__init__(raison)


def signer(reclamations: Mapping[str, Any], *, duree: int) -> str:
    """A JWT by our key: `iat`, `exp` (in `duree` seconds) and `jti` are added."""
    raise NotImplementedError


def assertion(destinataire: str, *, client: str) -> str:
    """The assertion by which we authenticate (RFC 7523) at the token endpoint `destinataire`; good for 60 seconds."""
    raise NotImplementedError


def verifier(
    jeton: str, cles: Iterable[Mapping[str, Any]], *, emetteur: str, destinataire: str, exiges: Iterable[str] = ()
) -> dict[str, Any]:
    """Claims of a token signed by one of `cles` (public JWK); raises JetonRefuse. A life over 10 minutes is refused."""
    raise NotImplementedError
