"""Reads a Table Schema descriptor (docs/contrats/): the columns of a feed and what each may hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imagin.socle.imports.refus import FichierRefuse

OUVERTS = {"subset", "partial"}
INCOMPLETS = {"superset", "partial"}
REFUSER, ECARTER, LAISSER = "refuser", "ecarter", "laisser"
"""What a wrong value does: refuse the file, set its line aside, be left out of its line (docs/contrats/README.md)."""


@dataclass(frozen=True)
class Champ:
    """A column: name in the file, Table Schema type, constraints, and the French reason when its pattern is not met.

    `age_minimum`: of a birth date, in years, 0 for none. `absents`: values that say nothing, like an empty one.
    `ecriture`: the one way in which the value is written (see `ecritures`), or "". `lignes`: may it hold several lines?
    `espaces`: are the blanks inside part of it (« 1  G 2 »)? `minuit`: may an hour be the
    midnight that closes the day, 24:00?
    """

    nom: str
    type: str
    format: str
    contraintes: Mapping[str, Any]
    motif: str
    peu_de_valeurs: bool
    age_minimum: int = 0
    absents: tuple[str, ...] = ()
    ecriture: str = ""
    lignes: bool = False
    espaces: bool = False
    minuit: bool = False
    si_faux: str = REFUSER

    @property
    def colonne(self) -> str:
        """Its name in the staging table."""
        return self.nom.lower()

    @property
    def requis(self) -> bool:
        """Whether no line may leave it empty."""
        return bool(self.contraintes.get("required"))


@dataclass(frozen=True)
class CleEtrangere:
    """Fields whose values must exist in another table of the same feed."""

    champs: tuple[str, ...]
    table: str
    cibles: tuple[str, ...]


@dataclass(frozen=True)
class Contrat:
    """A table of a feed. `ouvert`: other columns are ignored; `incomplet`: optional columns may be missing;
    `si_double`: what the second line of a key does.
    """

    connecteur: str
    table: str
    champs: tuple[Champ, ...]
    cle: tuple[str, ...]
    cles_etrangeres: tuple[CleEtrangere, ...]
    ouvert: bool
    incomplet: bool
    si_double: str = REFUSER

    @property
    def nom_sql(self) -> str:
        """Name of the staging table."""
        return nom_sql(self.connecteur, self.table)


def nom_sql(connecteur: str, table: str) -> str:
    """Name of the staging table of a connector's `table`."""
    return f"import_{connecteur.replace('-', '_')}_{table}"


def lire_contrat(chemin: Path, connecteur: str) -> Contrat:
    """Read `<table>.schema.json`. Raises FichierRefuse when the descriptor is not installed beside the programme."""
    try:
        descripteur = json.loads(chemin.read_text(encoding="utf-8"))
    except FileNotFoundError as erreur:
        raise FichierRefuse(
            f"Le contrat {chemin} manque : réinstallez IMAG'IN avec son dossier docs/contrats."
        ) from erreur
    correspondance = descripteur.get("fieldsMatch", "equal")
    return Contrat(
        connecteur=connecteur,
        table=chemin.name.removesuffix(".schema.json"),
        champs=tuple(_champ(champ) for champ in descripteur["fields"]),
        cle=_colonnes(descripteur.get("primaryKey", [])),
        cles_etrangeres=tuple(_cle_etrangere(cle) for cle in descripteur.get("foreignKeys", [])),
        ouvert=correspondance in OUVERTS,
        incomplet=correspondance in INCOMPLETS,
        si_double=descripteur.get("siDouble", REFUSER),
    )


def _champ(champ: Mapping[str, Any]) -> Champ:
    return Champ(
        nom=champ["name"],
        type=champ.get("type", "string"),
        format=champ.get("format", "default"),
        contraintes=champ.get("constraints", {}),
        motif=champ.get("motif", ""),
        peu_de_valeurs=bool(champ.get("peuDeValeurs")),
        age_minimum=int(champ.get("ageMinimum", 0)),
        absents=tuple(valeur for valeur in champ.get("missingValues", []) if valeur),
        ecriture=champ.get("ecriture", ""),
        lignes=bool(champ.get("plusieursLignes")),
        espaces=bool(champ.get("espacesInterieurs")),
        minuit=bool(champ.get("finDeJournee")),
        si_faux=champ.get("siFaux", REFUSER),
    )


def _cle_etrangere(cle: Mapping[str, Any]) -> CleEtrangere:
    reference = cle["reference"]
    return CleEtrangere(_colonnes(cle["fields"]), reference["resource"], _colonnes(reference["fields"]))


def _colonnes(noms: str | list[str]) -> tuple[str, ...]:
    return tuple(nom.lower() for nom in _liste(noms))


def _liste(valeur: str | list[str]) -> list[str]:
    return [valeur] if isinstance(valeur, str) else valeur
