"""EPP privé, AGAPE, AGAPE privé and RenoirH bring their people by the same contract, and withdraw nobody else's."""

import json

import frictionless
import pytest
from frictionless.formats import CsvControl

from imagin.domaine.personnes.models import Exercice, Intervenant
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.personnels.sources import SOURCES
from imagin.echanges.registre import connecteurs
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer

pytestmark = [pytest.mark.exigence("G1.1-01", "GX-04")]
toutes = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.code)


@toutes
def test_l_exemple_publie_est_conforme_au_contrat_publie(source) -> None:
    fichier = frictionless.Resource(
        path="exemple.csv",
        basepath=str(DOSSIER / source.code),
        schema="personnes.schema.json",
        dialect=frictionless.Dialect(controls=[CsvControl(delimiter=";")]),
    )
    rapport = fichier.validate()
    assert rapport.valid, rapport.flatten(["fieldName", "rowNumber", "message"])


@toutes
def test_le_contrat_est_celui_d_epp_au_numero_et_a_la_discipline_pres(source) -> None:
    def champs(code: str) -> list[dict[str, object]]:
        return json.loads((DOSSIER / code / "personnes.schema.json").read_text(encoding="utf-8"))["fields"]

    numero, *autres = champs(source.code)
    assert (numero["name"], numero["constraints"]["pattern"]) == (source.colonne, source.motif)
    assert autres == [
        champ for champ in champs("epp")[1:] if source.discipline or not str(champ["name"]).startswith("discipline")
    ]


@toutes
def test_l_exemple_publie_s_importe_et_se_reimporte_sans_rien_changer(source, centres) -> None:
    exemple = DOSSIER / source.code / "exemple.csv"
    bilan = importer(connecteurs()[source.code], exemple, appliquer=True)
    assert (bilan.etat, bilan.message, bilan.nb_lus, bilan.ecarts) == (EtatImport.APPLIQUE, "", 3, {})
    assert Intervenant.objects.filter(source=source.source, retire_le=None).count() == 3
    assert Exercice.objects.filter(source="").count() == 6
    bilan = importer(connecteurs()[source.code], exemple, appliquer=True)
    for objet in bilan.bilan:
        assert (objet["nouveaux"], objet["modifies"], objet["retires"]) == (0, 0, 0), objet


@toutes
def test_une_source_ne_retire_pas_les_personnes_d_une_autre(source, donner) -> None:
    """M7: the file of the private schools withdrew 6,011 people of the public ones."""
    donner("epp", *({"numero": f"{n}", "nom": f"PUBLIC{n}"} for n in range(20)))
    donner(source.code, {"numero": "1", "nom": "SIEN"}, {"numero": "2", "nom": "SIENNE"})
    donner(source.code, {"numero": "2", "nom": "SIENNE"})
    donner("epp", *({"numero": f"{n}", "nom": f"PUBLIC{n}"} for n in range(20)))
    assert Intervenant.objects.filter(retire_le=None).count() == 21
    assert Intervenant.objects.get(source=source.source, reference="1").retire_le is not None
