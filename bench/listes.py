"""Search in the page: scan of 20,000 lines beside uFuzzy, paint of 2,000, and what a list weighs on the wire."""

import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from statistics import quantiles

from bench.base import base_neuve
from bench.ecrans import Ecrans, servir
from bench.mesure import rapporter
from bench.personnel import lignes_epp

ICI = Path(__file__).parent
RECHERCHE = ICI.parent / "imagin" / "socle" / "ui" / "static" / "imagin" / "js" / "recherche.js"
UFUZZY = "@leeoniya/ufuzzy@1.0.19"
LIGNES = 20_000
COLONNES = (3, 4, 6, 8, 14)  # of the EPP file: nom, prénom, date de naissance, discipline, commune
QUESTION = "martin 0310"
CENT_KIO, VINGT_KIO = 100, 20


def mesurer() -> None:
    """Scan in Node, then the product's own screens in Chromium."""
    with tempfile.TemporaryDirectory() as dossier:
        _balayer(Path(dossier))
    with base_neuve(), servir() as adresse, Ecrans(adresse) as ecrans:
        premiere, suivante, ailleurs = ecrans.peser()
        rapporter("première vue d'une liste de 250 lignes", premiere / 1024, CENT_KIO, "Kio", "<= 1")
        rapporter("vue suivante de cette liste", suivante / 1024, VINGT_KIO, "Kio", "<= 1")
        if ailleurs:
            raise RuntimeError(f"requêtes à des tiers : {ailleurs}")
        rapporter("recherche peinte, 2 000 lignes, p95 / 50 ms", p95(ecrans.taper(QUESTION)), 50, "ms", "<= 1")


def p95(durees: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(durees, n=20)[-1]


def _balayer(dossier: Path) -> None:
    reference = _ufuzzy(dossier)
    if reference is None:
        print(f"balayage : {UFUZZY} n'a pas pu être obtenu par npm, pas de référence")
        return
    lignes = dossier / "lignes.json"
    lignes.write_text(json.dumps([[ligne[c] for c in COLONNES] for ligne in lignes_epp(LIGNES)]), encoding="utf-8")
    module = shutil.copy(RECHERCHE, dossier / "recherche.mjs")
    commande = ["node", str(ICI / "js" / "balayage.mjs"), str(module), str(reference), str(lignes)]
    mesures = json.loads(subprocess.run(commande, capture_output=True, text=True, check=True).stdout)
    rapporter("balayage, 20 000 lignes × 5, p95 / uFuzzy", p95(mesures["ici"]), p95(mesures["reference"]), "ms", "<= 1")


def _ufuzzy(dossier: Path) -> Path | None:
    """uFuzzy as npm gives it, nothing of it run at installation; None without npm or a registry."""
    if not shutil.which("npm") or not shutil.which("node"):
        return None
    paquet = subprocess.run(
        ["npm", "pack", "--silent", UFUZZY], cwd=dossier, capture_output=True, text=True, check=False
    )
    if paquet.returncode:
        return None
    with tarfile.open(dossier / paquet.stdout.split()[-1]) as archive:
        module = archive.extractfile("package/dist/uFuzzy.mjs")
        if module is None:
            return None
        (dossier / "uFuzzy.mjs").write_bytes(module.read())
    return dossier / "uFuzzy.mjs"
