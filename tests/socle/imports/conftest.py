"""A made-up feed over a real table: modules de formation, which are deleted when the file no longer has them."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.connecteur import STRICT, SUPPRIMER, Connecteur, Objet, Regle
from imagin.socle.imports.contrat import Contrat, lire_contrat
from imagin.socle.imports.lecture import lire_csv
from imagin.socle.imports.models import Import
from imagin.socle.imports.moteur import importer

CHAMPS = [
    {"name": "code", "constraints": {"required": True, "maxLength": 11}},
    {"name": "libelle", "constraints": {"required": True}},
    {"name": "type"},
]
OBJET = Objet(
    nom="formations",
    modele=Mef,
    cle=("code",),
    champs=("libelle", "type"),
    souhaite="SELECT code, libelle, coalesce(type, '') AS type FROM import_essai_formations",
    actuel="SELECT code AS id, code, libelle, type FROM personnes_mef",
    retrait=SUPPRIMER,
    plancher=STRICT,
)


@pytest.fixture
def contrat_de(tmp_path) -> Callable[..., Contrat]:
    """A contract with these fields, written and read as those of docs/contrats are."""

    def ecrire(champs: Sequence[dict[str, Any]] = CHAMPS, table: str = "formations", **suite: Any) -> Contrat:
        chemin = tmp_path / f"{table}.schema.json"
        chemin.write_text(json.dumps({"fields": champs, "primaryKey": "code"} | suite), encoding="utf-8")
        return lire_contrat(chemin, "essai")

    return ecrire


@pytest.fixture
def fabriquer(contrat_de) -> Callable[..., Connecteur]:
    """The connector of the made-up feed; `objets` empty for those who only read and check."""

    def connecteur(contrat: Contrat | None = None, regles: Sequence[Regle] = (), **suite: Any) -> Connecteur:
        lu = contrat or contrat_de()
        return Connecteur(
            **{
                "code": "essai",
                "libelle": "Essai",
                "lire": lambda a: lire_csv(a, lu),
                "objets": (OBJET,),
                "regles": regles,
            }
            | suite
        )

    return connecteur


@pytest.fixture
def essayer(db, tmp_path, fabriquer) -> Callable[..., Import]:
    """Import these bytes (or this text, in UTF-8) through the made-up feed, applied unless told otherwise."""

    def faire(contenu: bytes | str, connecteur: Connecteur | None = None, **options: Any) -> Import:
        chemin = tmp_path / "formations.csv"
        chemin.write_bytes(contenu.encode() if isinstance(contenu, str) else contenu)
        return importer(connecteur or fabriquer(), chemin, **{"appliquer": True} | options)

    return faire
