"""Before anything is written, and long after, one reads who a file of EPP brings, changes and withdraws, by name."""

import csv

import pytest
from django.core.management import call_command

from imagin.domaine.personnes.models import Intervenant
from imagin.socle.imports.models import Difference, EtatImport, Import
from imagin.socle.imports.rapport import raconter
from tests.echanges.epp.conftest import ecrire, ligne

pytestmark = [pytest.mark.exigence("G1.1-07")]
VINGT = [ligne(numero, nom=f"NOM{numero}", commune="ASPET") for numero in range(100, 120)]
APRES = [
    VINGT[1] | {"commune": "=TARBES"},
    VINGT[2] | {"numen": "16E9801234KLM"},
    *VINGT[3:],
    ligne(200, nom="BÉNEC'H", prenom="Yann"),
]


def test_un_apercu_nomme_qui_vient_change_et_part(importer_epp) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(*APRES, appliquer=False)
    recit = "\n".join(raconter(bilan))
    for phrase in (
        "    retrait : 100 NOM100 Marie\n",
        "    modification : 101 NOM101 Marie : commune « ASPET » → « =TARBES »\n",
        "    création : 200 BÉNEC'H Yann\n",
        "    retrait : 100 0310038Y NOM100 Marie, LPO BELLEVUE TOULOUSE CEDEX 4\n",
        "    création : 200 0310038Y BÉNEC'H Yann, LPO BELLEVUE TOULOUSE CEDEX 4\n",
    ):
        assert phrase in recit
    assert Intervenant.objects.filter(retire_le=None).count() == 20
    assert "16E9801234KLM" not in recit
    depart = Difference.objects.get(rapport=bilan, objet="intervenants", sorte="R")
    assert (depart.avant["commune"], depart.apres) == ("ASPET", None)


def test_le_refus_d_un_plancher_nomme_qui_partirait(importer_epp) -> None:
    importer_epp(*VINGT)
    bilan = importer_epp(*VINGT[5:])
    assert bilan.etat == EtatImport.REFUSE
    assert "    retrait : 104 NOM104 Marie" in "\n".join(raconter(bilan))


def test_les_differences_s_ecrivent_en_csv_et_se_cherchent_par_nom(importer_epp, tmp_path, capsys) -> None:
    importer_epp(*VINGT)
    fichier, sortie = ecrire(tmp_path / "suite.csv", APRES), tmp_path / "differences.csv"
    call_command("importer", "epp", str(fichier), appliquer=True, differences=sortie)
    assert f"{sortie} : 9 différences écrites" in capsys.readouterr().out
    with sortie.open(encoding="utf-8-sig", newline="") as flux:
        lues = list(csv.DictReader(flux, delimiter=";"))
    changement = next(li for li in lues if li["Changement"] == "Modification")
    assert changement == {
        "Objet": "intervenants", "Changement": "Modification", "Clé": "101", "Désignation": "NOM101 Marie",
        "Champ": "commune", "Avant": "ASPET", "Après": "'=TARBES",
    }  # fmt: skip
    numero = Import.objects.latest("pk").pk
    call_command("imports", numero, chercher="benec'h")
    assert "intervenants, création : 200 BÉNEC'H Yann" in capsys.readouterr().out
    call_command("imports")
    assert f"n° {numero}" in capsys.readouterr().out
    call_command("imports", numero, differences=tmp_path / "encore.csv")
    assert (tmp_path / "encore.csv").read_bytes() == sortie.read_bytes()


def test_ce_qui_est_garde_est_borne_et_les_comptes_restent_exacts(importer_epp, monkeypatch) -> None:
    monkeypatch.setattr("imagin.socle.imports.releve.GARDEES", 3)
    importer_epp(*VINGT)
    bilan = importer_epp(*(p | {"commune": "TARBES"} for p in VINGT), appliquer=False, forcer_modifications=True)
    assert (bilan.bilan[1]["modifies"], bilan.differences.count()) == (20, 3)
    assert "    … et 17 autres" in "\n".join(raconter(bilan))
