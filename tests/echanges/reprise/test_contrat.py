"""The published example against the published contract, and through the connector."""

from pathlib import Path

import frictionless
from frictionless.formats import CsvControl

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from tests.factories import commission, salle

EXEMPLE = Path(__file__).parents[3] / "docs" / "contrats" / "reprise" / "exemple.csv"


def test_exemple_publie_est_conforme_au_contrat_publie():
    fichier = frictionless.Resource(
        path=EXEMPLE.name,
        basepath=str(EXEMPLE.parent),
        schema="reprise.schema.json",
        dialect=frictionless.Dialect(controls=[CsvControl(delimiter=";")]),
    )
    rapport = fichier.validate()
    assert rapport.valid, rapport.flatten(["fieldName", "rowNumber", "message"])


def test_exemple_publie_s_importe(importer_reprise, scene):
    commission(scene, "2")
    salle(scene, "B205")
    Mission.objects.get(numero=193653).jurys.create(code="J1")
    importer_reprise(*EXEMPLE.read_text(encoding="utf-8").splitlines()[1:])
    assert Affectation.objects.filter(etat="CONVOQUEE").count() == 2
    assert Affectation.objects.filter(etat="AFFECTEE").count() == 1
