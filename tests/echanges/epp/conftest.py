"""The published example of EPP, and a way to import lines that differ from it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from imagin.echanges.contrats import DOSSIER
from imagin.echanges.epp.connecteur import CONNECTEUR
from imagin.socle.imports.models import Import
from imagin.socle.imports.moteur import importer
from tests.factories import etablissement

EXEMPLE = DOSSIER / "epp" / "exemple.csv"
COLONNES = EXEMPLE.read_text(encoding="utf-8").splitlines()[0].split(";")


@pytest.fixture
def centres(db) -> None:
    etablissement()
    etablissement("0310001H", "CLG ARMAND LATOUR ASPET")
    etablissement("0120006S", "LGT LA DECOUVERTE DECAZEVILLE")
    etablissement("0312267W", "LGT DES ARENES TOULOUSE CEDEX 3")


def ligne(numero: int, **champs: str) -> dict[str, str]:
    """Somebody posted at Bellevue."""
    return {"numero_agent": str(numero), "nom": "MARTIN", "prenom": "Marie", "uai_principal": "0310038Y", **champs}


def ecrire(chemin: Path, lignes: list[Mapping[str, str]]) -> Path:
    """Write these lines as EPP sends them."""
    corps = [COLONNES, *([ligne.get(nom, "") for nom in COLONNES] for ligne in lignes)]
    chemin.write_text("".join(";".join(valeurs) + "\n" for valeurs in corps), encoding="utf-8")
    return chemin


@pytest.fixture
def importer_epp(centres, tmp_path) -> Callable[..., Import]:
    """Import these lines, applied unless told otherwise."""

    def faire(*lignes: Mapping[str, str], **options: object) -> Import:
        chemin = ecrire(tmp_path / "epp.csv", list(lignes))
        return importer(CONNECTEUR, chemin, **{"appliquer": True} | options)

    return faire
