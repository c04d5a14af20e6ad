"""The published example against the published contract, by the reference implementation of Table Schema."""

import shutil
import zipfile

import frictionless

from tests.echanges.cyclades.fichiers import EXEMPLE


def test_exemple_publie_est_conforme_au_contrat_publie(tmp_path):
    for descripteur in EXEMPLE.parent.glob("*.json"):
        shutil.copy(descripteur, tmp_path)
    with zipfile.ZipFile(EXEMPLE) as archive:
        archive.extractall(tmp_path)
    rapport = frictionless.validate(tmp_path / "datapackage.json")
    assert rapport.valid, rapport.flatten(["fieldName", "rowNumber", "message"])
