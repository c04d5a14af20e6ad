"""The published example against the published contract, by the reference implementation of Table Schema."""

import frictionless
from frictionless.formats import CsvControl

from imagin.echanges.contrats import DOSSIER


def test_l_exemple_publie_est_conforme_au_contrat_publie() -> None:
    fichier = frictionless.Resource(
        path="exemple.csv",
        basepath=str(DOSSIER / "annuaire"),
        schema="etablissements.schema.json",
        dialect=frictionless.Dialect(controls=[CsvControl(delimiter=";")]),
    )
    rapport = fichier.validate()
    assert rapport.valid, rapport.flatten(["fieldName", "rowNumber", "message"])
