"""The messages of the API, version 1: docs/contrats/federation/openapi.json is generated from here.

Never in them: NUMEN, postal address, telephones or personal mail of the person.
"""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, model_validator

from imagin.socle.temps import DERNIER_JOUR, PREMIERE_NAISSANCE, est_un_jour


def _espaces_simples(texte: str) -> str:
    return " ".join(texte.split())


# Without control characters, which the database or a screen would choke on.
Ligne = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$"), AfterValidator(_espaces_simples)]
Texte = Annotated[Ligne, Field(max_length=200)]
Nom = Annotated[Ligne, Field(max_length=80)]
Naissance = Annotated[date, Field(ge=PREMIERE_NAISSANCE, le=DERNIER_JOUR)]
Uai = Annotated[str, Field(pattern=r"^[0-9]{7}[A-Z]$")]
Empreinte = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="HMAC-SHA-256 du NUMEN, clé de l'instance")]
Numero = Annotated[int, Field(ge=1, lt=2**63)]
Court = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", description="condensé du contenu")]
LOT = 10_000


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class PersonneDesignee(_Strict):
    """Qui est convoqué : la référence donnée par son académie ; à défaut l'empreinte de son NUMEN et son nom ; à défaut
    ses nom, prénom et date de naissance.
    """

    reference: UUID | None = None
    empreinte: Empreinte | None = None
    nom: Nom = ""
    prenom: Nom = ""
    date_naissance: Naissance | None = None


class PlageRetenue(_Strict):
    """Une plage où la personne est retenue, fin exclue."""

    debut: AwareDatetime
    fin: AwareDatetime

    @model_validator(mode="after")
    def _est_une_plage(self) -> Self:
        """Days as they are written: converted, those of the year 9999 would not be days any more."""
        if not (est_un_jour(self.debut.date()) and est_un_jour(self.fin.date()) and self.debut < self.fin):
            raise ValueError("plage impossible")
        return self


class LieuDeMission(_Strict):
    """Où se tient la mission."""

    uai: Uai
    libelle: Texte


class ContactDeService(_Strict):
    """À qui s'adresser dans l'académie qui convoque."""

    nom: Texte = ""
    telephone: Annotated[Ligne, Field(max_length=20)] = ""
    mel: Annotated[Ligne, Field(max_length=254)] = ""


class EtatDeConvocation(_Strict):
    """L'état entier d'une convocation."""

    mission: Annotated[int, Field(ge=0, lt=2**63)]
    type: Texte
    session: Texte
    specialite: Texte = ""
    epreuve_option: Texte = ""
    qualite: Texte = ""
    centre: LieuDeMission
    contact: ContactDeService
    creneaux: Annotated[list[PlageRetenue], Field(min_length=1, max_length=200)]


class MessageDeDossier(_Strict):
    """Ce qu'une académie dit d'un de ses dossiers. `convocation` nulle : la personne n'est plus
    convoquée ; `personne` peut alors être vide, si l'académie qui convoque ne sait plus qui c'était.
    """

    format: Literal[1]
    identifiant: UUID
    emis_le: AwareDatetime
    dossier: Numero
    sequence: Annotated[int, Field(ge=1, lt=2**31)]
    personne: PersonneDesignee
    convocation: EtatDeConvocation | None


class Accuse(_Strict):
    """Pris (`prise`), ou dépassé par un message plus récent ; qui est la personne pour l'académie qui reçoit."""

    prise: bool
    personne: Literal["RECONNUE", "INCONNUE", "AMBIGUE", "ECARTEE"]


class CondenseEnvoye(_Strict):
    """Un dossier en vigueur."""

    dossier: Numero
    sequence: Annotated[int, Field(ge=1, lt=2**31)]
    condense: Court


class Condenses(_Strict):
    """Les dossiers en vigueur dont le numéro est dans ]apres, jusqu_a] ; `jusqu_a` nul : jusqu'au dernier."""

    apres: Annotated[int, Field(ge=0, lt=2**63)] = 0
    jusqu_a: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    condenses: Annotated[list[CondenseEnvoye], Field(max_length=LOT)]


class EcartTrouve(_Strict):
    """Un dossier à transmettre de nouveau ; `sequence` : celle que l'académie de la personne détient, 0 si aucune."""

    dossier: int
    ecart: Literal["MANQUANTE", "DIFFERENTE", "EN_TROP"]
    sequence: int


class Ecarts(_Strict):
    """Ce que la comparaison a trouvé."""

    ecarts: list[EcartTrouve]


class Recherche(_Strict):
    """Une personne : par l'empreinte de son NUMEN, ou par ses nom, prénom et date de naissance exacts."""

    empreinte: Empreinte | None = None
    nom: Nom = ""
    prenom: Nom = ""
    date_naissance: Naissance | None = None


class FicheTrouvee(_Strict):
    """Ce qu'il faut pour convoquer, et rien de plus."""

    reference: UUID
    civilite: str
    nom: str
    prenom: str
    discipline: str
    uai: str
    etablissement: str
    mel: str


class EtatDInstance(_Strict):
    """Ce qu'une instance dit d'elle-même à un partenaire."""

    instance: str
    nom: str
    versions: list[int]
    heure: AwareDatetime
    cle_numen: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    centres: Annotated[list[Uai], Field(max_length=LOT)]


class MotifDeRefus(_Strict):
    """Pourquoi, en français."""

    motif: str
