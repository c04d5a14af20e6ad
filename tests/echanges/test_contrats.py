"""All contracts at once: no value that one accepts is too long or too great for the database."""

import json

import pytest

from imagin.echanges.contrats import DOSSIER, contrat
from imagin.echanges.registre import connecteurs
from imagin.socle.imports.criteres import BORNES, TYPES
from imagin.socle.imports.ecritures import ECRITURES

pytestmark = pytest.mark.exigence("G1.1-01")
# Cut to the width of their column by the connector, which says so.
COUPES = {
    "annuaire.etablissements", "sts-web.libelles.libelle", "sts-web.libelles.type", "sts-web.individus.discipline",
}  # fmt: skip
CONTRATS = [
    (code, chemin.name.removesuffix(".schema.json"))
    for code in connecteurs()
    for chemin in sorted((DOSSIER / code).glob("*.schema.json"))
    if chemin.name != "lot.schema.json"  # what leaves
]


@pytest.mark.parametrize(("code", "table"), CONTRATS)
def test_chaque_champ_de_chaque_contrat_a_des_bornes(code, table):
    for champ in contrat(code, table).champs:
        ici = f"{code}.{table}.{champ.nom}"
        assert champ.type == "string" or champ.type in TYPES, ici
        assert champ.ecriture in {"", "adresse", *ECRITURES}, ici
        if champ.type == "string":
            bornee = champ.contraintes.keys() & {"maxLength", "enum", "pattern"} or champ.colonne == "creneaux"
            assert bornee or ici in COUPES or f"{code}.{table}" in COUPES, ici
        elif champ.type == "number":
            assert champ.contraintes.keys() >= {"minimum", "maximum"}, ici
        else:
            assert champ.type in {"integer", "boolean"} or champ.type in BORNES, ici


@pytest.mark.parametrize(("code", "table"), CONTRATS)
def test_chaque_propriete_d_un_contrat_est_connue(code, table):
    connues = {
        "name", "title", "description", "type", "format", "constraints", "motif", "peuDeValeurs", "siFaux", "ecriture",
        "ageMinimum", "missingValues", "plusieursLignes", "espacesInterieurs", "finDeJournee", "trueValues",
        "falseValues",
    }  # fmt: skip
    champs = json.loads((DOSSIER / code / f"{table}.schema.json").read_text(encoding="utf-8"))["fields"]
    assert {cle for champ in champs for cle in champ} <= connues
