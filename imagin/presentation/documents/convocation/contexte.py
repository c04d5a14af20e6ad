"""What the letter « Convocation » shows, ready to print: every date, name and address is already the French text.

An issued convocation keeps `en_json()` for good: printing it again, years later, gives the same letter. Hence
`VERSION`: a change of these fields raises it, and `depuis_json` learns to read the older ones.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

VERSION = 3
EXEMPLE = Path(__file__).with_name("exemple.json")

T = TypeVar("T")


class VersionInconnue(ValueError):
    """The stored letter was written by a later version of IMAG'IN; the message is French."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expediteur:
    """Who sends the letter, and who answers about it.

    `suivi_par` is the whole line: « Dossier suivi par Mme Claire VIDAL », « Dossier suivi par le centre d'examen »; in
    the second case `contact`, `telephone` and `courriel` are the centre's.

    Guide: G4.2-17.
    """

    academie: str
    service: str = ""
    adresse: tuple[str, ...] = ()
    suivi_par: str = ""
    contact: str = ""
    telephone: str = ""
    courriel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destinataire:
    """The person summoned.

    `nom` is the first line of the address (« Madame Aurélie BAURENS »); `adresse` the following ones, at most 5 (of 38
    characters as a rule), empty when unknown; `etablissement` the school of exercise with its UAI.

    Source: NF Z 10-011.
    """

    identifiant: str
    nom: str
    adresse: tuple[str, ...] = ()
    etablissement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionImprimee:
    """The task; what is empty is left out of the letter."""

    numero: str
    session: str = ""
    specialite: str = ""
    epreuve_option: str = ""
    type: str = ""
    qualite: str = ""
    commissions: tuple[str, ...] = ()
    jurys: tuple[str, ...] = ()
    salle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lieu:
    """The centre where the mission takes place."""

    nom: str
    uai: str = ""
    adresse: tuple[str, ...] = ()
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureImprimee:
    """The four fields of the signatory.

    Guide: G4.4-01.
    """

    autorite: str
    intitule: str = ""
    nom: str = ""
    ville: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionImprimee:
    """A paragraph of small print, « Rémunération. … »; `titre` may be empty."""

    titre: str
    texte: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DonneesConvocation:
    """One letter.

    `reference`: of the convocation, for whoever calls about it. `horodatage`: instant of issue, ISO 8601 with its
    offset; it makes a duplicate the same file. `lieu_et_date`: « Toulouse, le 24 novembre 2026 ». `appel`: « Madame, ».
    `creneaux`: « Le mardi 15/03/2016 09:00 - 12:00 », in order. `observation`: free text, its line breaks kept.
    `remplace`: the sentence saying which letter this one replaces; `changements`: what differs, a sentence each.
    `duplicata`: on a letter made again from what is known of one that another system issued, the sentence that says so.
    `specimen`: fictitious data, said on the letter.

    Guide: G4.2-11, G4.2-17.
    """

    titre: str
    reference: str
    horodatage: str
    expediteur: Expediteur
    destinataire: Destinataire
    lieu_et_date: str
    objet: str
    appel: str
    introduction: tuple[str, ...]
    mission: MissionImprimee
    lieu: Lieu
    creneaux: tuple[str, ...]
    signature: SignatureImprimee
    observation: str = ""
    politesse: str = ""
    mentions: tuple[MentionImprimee, ...] = ()
    remplace: str = ""
    changements: tuple[str, ...] = ()
    duplicata: str = ""
    specimen: bool = False
    langue: str = "fr"
    version: int = field(default=VERSION)

    def en_json(self) -> dict[str, Any]:
        """The letter as JSON-able data, for the compiler and for keeping; equal to what the database gives back."""
        donnees: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return donnees

    @classmethod
    def depuis_json(cls, donnees: Mapping[str, Any]) -> Self:
        """The letter that `en_json` made. Raises VersionInconnue, or TypeError when a field is missing or unknown."""
        if donnees["version"] > VERSION:
            raise VersionInconnue(
                f"Cette convocation a été émise par une version plus récente d'IMAG'IN (format {donnees['version']}) : "
                "mettez l'application à jour pour l'imprimer."
            )
        champs = dict(donnees)
        for nom, classe in COMPOSANTS.items():
            champs[nom] = _construire(classe, champs[nom])
        champs["mentions"] = tuple(_construire(MentionImprimee, mention) for mention in champs["mentions"])
        return _construire(cls, champs)


COMPOSANTS: Mapping[str, type] = {
    "expediteur": Expediteur,
    "destinataire": Destinataire,
    "mission": MissionImprimee,
    "lieu": Lieu,
    "signature": SignatureImprimee,
}


def exemple() -> DonneesConvocation:
    """A fictitious letter that shows every field."""
    return DonneesConvocation.depuis_json(json.loads(EXEMPLE.read_text(encoding="utf-8")))


def _construire(classe: type[T], champs: Mapping[str, Any]) -> T:
    """An instance from decoded JSON, whose arrays are tuples here."""
    return classe(**{nom: tuple(valeur) if isinstance(valeur, list) else valeur for nom, valeur in champs.items()})
