"""What passes between académies, as values, and what is refused."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from psycopg.types.range import Range

from imagin.domaine.disponibilites.rules import ConvocationAilleurs
from imagin.domaine.federation.enums import EtatPersonne, NatureEcart, Panne
from imagin.socle.temps import bornes, creneau_en_lettres

# What a home académie answers to a search that finds nobody, or not one.
PERSONNE, PLUSIEURS = "personne", "plusieurs"
PAS_CENTRE = (
    "L'établissement {uai} n'est pas, ou n'est plus, centre d'examen ici pour l'académie d'où vous venez. Si le "
    "problème persiste, merci de le signaler au gestionnaire de votre académie."
)


class FederationRefusee(Exception):
    """What was asked cannot be done; the French message says why and what to do. Nothing was written."""


class PersonneIntrouvable(Exception):
    """Nobody, or several people, answer to what was asked at their home académie; the message says which.

    At home itself the message is PERSONNE or PLUSIEURS: the answer of the API, which who asked puts in words.
    """


class TropDeRecherches(Exception):
    """A partner looks for too many people in too little time; the French message says to wait."""


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
    """A whole summons as a partner tells it: its present state, never a difference.

    `contenu`: the « convocation » of the message, None when it is withdrawn; `condense` of it (`condense_de`).
    `personne` is None in a withdrawal by who no longer knows whom it was about.
    """

    dossier: int
    sequence: int
    personne: PersonneNommee | None
    condense: str
    contenu: dict[str, Any] | None


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


def empreinte_du_numen(cle: str, numen: str) -> str:
    """A NUMEN, hashed for the académie of its owner with the key (hexadecimal) that this académie gave."""
    return hmac.new(bytes.fromhex(cle), numen.strip().upper().encode(), sha256).hexdigest()


def motif_de(academie: str) -> str:
    """The motif of an indisponibilité that comes from a summons by another académie.

    Guide: G3.1-07, G4.6-04.
    """
    return f"CONVOCATION PAR IMAGIN {academie.upper()}"


def dossier_chez_nous(code: str, dossier: int) -> str:
    """How a partner's dossier is named on the indisponibilités that it makes here: « siec:1234 »."""
    return f"{code}:{dossier}"


def plages_de(contenu: Mapping[str, Any]) -> list[Range[datetime]]:
    """When the person is held by a summons, as the message says it; each slot once, in order."""
    dites = {
        (datetime.fromisoformat(creneau["debut"]), datetime.fromisoformat(creneau["fin"]))
        for creneau in contenu["creneaux"]
    }
    return [Range(debut, fin) for debut, fin in sorted(dites)]


def resume_de(contenu: Mapping[str, Any], *, academie: str) -> ConvocationAilleurs:
    """What the home académie shows of a summons.

    Guide: G3.1-07.
    """
    centre, contact = contenu["centre"], contenu["contact"]
    return ConvocationAilleurs(
        academie=academie,
        mission=contenu["mission"],
        type=contenu["type"],
        session=contenu["session"],
        centre=f"{centre['libelle']} ({centre['uai']})",
        dates=tuple(creneau_en_lettres(*bornes(plage)) for plage in plages_de(contenu)),
        specialite=contenu["specialite"],
        epreuve_option=contenu["epreuve_option"],
        qualite=contenu["qualite"],
        contact=", ".join(filter(None, (contact["nom"], contact["telephone"], contact["mel"]))),
    )
