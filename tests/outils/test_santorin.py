import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imagin.echanges.contrats import DOSSIER
from outils.santorin import DOSSIERS, relever

RACINE = Path(__file__).resolve().parents[2]
EXEMPLE = DOSSIER / "santorin" / "exemple-convoquer.json"


@pytest.mark.exigence("G4.2-15")
def test_un_message_est_garde_une_fois_et_accuse_chaque_fois(tmp_path):
    for nom in DOSSIERS:
        (tmp_path / nom).mkdir()
    for attendu in ("CONVOQUER BÉNEC'H Marie, mission 112440", "CONVOQUER BÉNEC'H Marie, mission 112440 (déjà pris)"):
        (tmp_path / "depot" / "1.json").write_bytes(EXEMPLE.read_bytes())
        (tmp_path / "depot" / ".2.json").write_text("à moitié écrit", encoding="utf-8")
        assert relever(tmp_path) == [attendu]
        assert json.loads((tmp_path / "accuses" / "1.json").read_text(encoding="utf-8")) == {"resultat": "PRIS"}
        assert not (tmp_path / "depot" / "1.json").exists()
        assert len(list((tmp_path / "recus").iterdir())) == 1


def test_il_cree_ses_dossiers_releve_et_s_arrete_quand_on_le_demande(tmp_path):
    commande = [sys.executable, "-m", "outils.santorin", "--dossier", str(tmp_path)]
    with subprocess.Popen(commande, cwd=RACINE, stdout=subprocess.PIPE, text=True) as processus:
        assert "SANTORIN de démonstration" in processus.stdout.readline()
        (tmp_path / "1.json").write_bytes(EXEMPLE.read_bytes())
        (tmp_path / "1.json").rename(tmp_path / "depot" / "1.json")
        fin = time.monotonic() + 20
        while not (tmp_path / "accuses" / "1.json").exists() and time.monotonic() < fin:
            time.sleep(0.05)
        processus.terminate()
        assert processus.wait(10) == 0
    assert (tmp_path / "accuses" / "1.json").exists()
