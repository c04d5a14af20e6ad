"""What passes between académies, as values, and what is refused."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from imagin.domaine.disponibilites.rules import ConvocationAilleurs
from imagin.domaine.federation.enums import EtatPersonne, NatureEcart, Panne


class FederationRefusee(Exception):
    """What was asked cannot be done; the French message says why and what to do. Nothing was written."""


class PersonneIntrouvable(Exception):
    """Nobody, or several people, answer to what was asked at their home académie; the message says which."""


class PartenaireInjoignable(Exception):
    """The partner could not be asked; `panne` says what is wrong, the message says it in words."""

    def __init__(self, panne: Panne, message: str) -> None:
        self.panne = panne
        super().__init__(message)


@dataclass(frozen=True)
class PersonneNommee:
    """Somebody as a message names them: by our own `reference`, else by NUMEN hash and name, else name and birth."""

    reference: UUID | None = None
    empreinte: str = ""
    nom: str = ""
    prenom: str = ""
    date_naissance: date | None = None


@dataclass(frozen=True)
class ConvocationRecue:
    """A whole summons as a partner tells it: its present state, never a difference. No `resume`: withdrawn.

    `contenu`: the JSON kept; `plages`: its time slots; `condense` of what it says (`condense_de`).
    """

    dossier: int
    sequence: int
    personne: PersonneNommee
    condense: str
    resume: ConvocationAilleurs | None = None
    plages: tuple[tuple[datetime, datetime], ...] = ()
    contenu: dict[str, object] = field(default_factory=dict)

    @property
    def retiree(self) -> bool:
        """Is it a withdrawal?"""
        return self.resume is None


@dataclass(frozen=True)
class Reception:
    """What became of a message: `prise` False when a later one was taken already; who the person is here."""

    prise: bool
    personne: EtatPersonne


@dataclass(frozen=True)
class Condense:
    """A summons in the nightly comparison."""

    dossier: int
    sequence: int
    condense: str


@dataclass(frozen=True)
class EcartConstate:
    """What a comparison found; `sequence`: the one that the home académie holds, 0 for none."""

    dossier: int
    ecart: NatureEcart
    sequence: int = 0


@dataclass(frozen=True)
class FicheExterne:
    """The minimal answer to a search at somebody's home académie: what a letter needs, and no more."""

    reference: UUID
    civilite: str
    nom: str
    prenom: str
    discipline: str
    uai: str
    etablissement: str
    mel: str


@dataclass(frozen=True)
class AcademieAccessible:
    """A button of « Accès autres académies »."""

    code: str
    nom: str
    joignable: bool


@dataclass(frozen=True)
class Verification:
    """One step of the test button: what was tried, whether it holds, and in words what to do when it does not."""

    etape: str
    reussi: bool
    phrase: str
    panne: Panne | None = None


@dataclass(frozen=True)
class EtatAnnonce:
    """What a partner says of itself (`GET /federation/v1/etat`)."""

    instance: str
    nom: str
    heure: datetime
    cle_numen: str
    centres: tuple[str, ...]


def cles_lisibles(cles: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Public keys as a partner publishes them, kept to what they need, by thumbprint; raises FederationRefusee.

    A key must bear its own thumbprint as `kid` (RFC 7638): it is what people compare, so nobody may choose it.
    """
    lues = {}
    for cle in cles:
        publiques = {nom: cle[nom] for nom in ("e", "kty", "n") if isinstance(cle.get(nom), str)}
        if len(publiques) < 3 or publiques["kty"] != "RSA" or cle.get("kid") != _empreinte(publiques):
            raise FederationRefusee(
                "Ce que cette adresse publie n'est pas une liste de clés RSA portant leur empreinte : est-ce bien une "
                "instance d'IMAG'IN ?"
            )
        lues[cle["kid"]] = {**publiques, "kid": cle["kid"], "use": "sig", "alg": "RS256"}
    if not lues:
        raise FederationRefusee("Cette adresse ne publie aucune clé.")
    return [lues[kid] for kid in sorted(lues)]


def _empreinte(publiques: Mapping[str, str]) -> str:
    """The thumbprint of an RSA key (RFC 7638), of its `e`, `kty` and `n`."""
    texte = json.dumps(publiques, sort_keys=True, separators=(",", ":"))
    return urlsafe_b64encode(sha256(texte.encode()).digest()).decode().rstrip("=")
