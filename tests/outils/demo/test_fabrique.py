"""The whole: same bytes for the same demand, files that keep their contracts, counts."""

import hashlib
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import frictionless
import pytest

from outils.demo.fabrique import TAILLES, fabriquer
from outils.demo.fabrique.sources import DOUBLES
from tests.outils.demo.fichiers import lire_csv, lire_cyclades

CONTRATS = Path(__file__).parents[3] / "docs" / "contrats"


def empreintes(dossier):
    fichiers = sorted(chemin for chemin in dossier.rglob("*") if chemin.is_file())
    return {f"{f.relative_to(dossier)}": hashlib.sha256(f.read_bytes()).hexdigest() for f in fichiers}


def test_la_meme_demande_donne_les_memes_octets(academie, tmp_path):
    fabriquer(tmp_path, taille="demo", graine=1, aujourd_hui=date(2026, 11, 24))
    assert empreintes(tmp_path) == empreintes(academie)


def test_une_autre_graine_donne_d_autres_personnes(academie, tmp_path):
    fabriquer(tmp_path, taille="demo", graine=2, aujourd_hui=date(2026, 11, 24))
    assert (tmp_path / "epp.csv").read_bytes() != (academie / "epp.csv").read_bytes()


def test_l_academie_de_demonstration_a_la_taille_annoncee(academie, annuaire, epp, reprise, cyclades):
    taille = TAILLES["demo"]
    second_degre = [e for e in annuaire if e["Type_etablissement"] in {"Lycée", "Collège", "EREA"}]
    assert sum(etab["Code_academie"] == "16" for etab in second_degre) == taille.second_degre
    autres = [lire_csv(academie / f"{code}.csv") for code in ("epp_prive", "agape", "agape_prive", "renoirh")]
    assert min(map(len, autres)) > 10
    assert len(epp) + sum(map(len, autres)) == taille.personnes + DOUBLES
    assert len({personne["numen"] for fichier in (epp, *autres) for personne in fichier}) == taille.personnes
    assert len(reprise) == taille.affectations
    assert len(cyclades["missions"]) > taille.missions_par_an * taille.annees


@pytest.mark.parametrize("table", ["epp", "epp_prive", "agape", "agape_prive", "renoirh", "annuaire", "reprise"])
def test_le_fichier_respecte_son_contrat(academie, table):
    contrat = next((CONTRATS / table.replace("_", "-")).glob("*.schema.json"))
    verifier(academie / f"{table}.csv", contrat)


def test_chaque_table_de_cyclades_respecte_son_contrat(academie, tmp_path):
    contrats = CONTRATS / "cyclades"
    with zipfile.ZipFile(academie / "cyclades.zip") as archive:
        archive.extractall(tmp_path)
        noms = {nom.removesuffix(".csv") for nom in archive.namelist()}
    assert noms == {fichier.name.removesuffix(".schema.json") for fichier in contrats.glob("*.schema.json")}
    for nom in noms:
        verifier(tmp_path / f"{nom}.csv", contrats / f"{nom}.schema.json")


def verifier(fichier, contrat):
    descripteur = json.loads(contrat.read_text(encoding="utf-8"))
    for cle in ("fieldsMatch", "foreignKeys"):  # the one it does not read, the other needs the whole package
        descripteur.pop(cle, None)
    ressource = frictionless.Resource(
        path=fichier.name,
        basepath=str(fichier.parent),
        schema=frictionless.Schema.from_descriptor(descripteur),
        dialect=frictionless.Dialect(controls=[frictionless.formats.CsvControl(delimiter=";")]),
    )
    rapport = ressource.validate(limit_errors=5)
    assert rapport.valid, rapport.flatten(["rowNumber", "fieldName", "note"])


def jours():
    """A day in each season of the year of exams, and the days where it turns."""
    debut = date(2026, 1, 1)
    return [debut + timedelta(days=decalage) for decalage in (0, 3, 58, 137, 138, 139, 170, 200, 201, 243, 364)]


@pytest.mark.parametrize("aujourd_hui", jours(), ids=str)
def test_quel_que_soit_le_jour_il_y_a_du_passe_du_present_et_de_l_avenir(tmp_path, aujourd_hui):
    fabriquer(tmp_path, taille="demo", graine=1, aujourd_hui=aujourd_hui)
    tables = lire_cyclades(tmp_path)
    debuts = {mission["numero"]: date.fromisoformat(mission["date_debut"]) for mission in tables["missions"]}
    assert debuts["193653"] < aujourd_hui < debuts["186253"]
    assert debuts["198001"] == aujourd_hui
    annees = {mission["session"][:4] for mission in tables["missions"] if mission["numero"] == "186253"}
    assert annees <= {str(aujourd_hui.year), str(aujourd_hui.year + 1)}
    sessions = {(session["examen"], session["session"]) for session in tables["sessions"]}
    assert {(mission["examen"], mission["session"]) for mission in tables["missions"]} <= sessions
    emises = [ligne["convoquee_le"] for ligne in lire_csv(tmp_path / "reprise.csv") if ligne["convoquee_le"]]
    assert max(emises)[:10] < str(aujourd_hui)
