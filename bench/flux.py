"""What an import costs to preview, with the people it concerns, and to undo; processes killed while they apply."""

import csv
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from bench.base import base_neuve
from bench.imports import semer_etablissements
from bench.mesure import rapporter
from bench.personnel import ecrire_epp

PERSONNES = int(os.environ.get("IMAGIN_MESURE_FLUX", "120000"))
MORTS = int(os.environ.get("IMAGIN_MESURE_MORTS", "20"))
CHANGEES = PERSONNES // 20
"""People whose commune changes."""
VERROUS = """SELECT 1 AS id FROM pg_locks l JOIN pg_database d ON d.oid = l.database
              WHERE l.locktype = 'advisory' AND d.datname = current_database()"""
IMAGIN = Path(sys.executable).with_name("imagin")


def mesurer() -> None:
    """120,000 people applied, 6,000 changed: previewed, applied, undone; then killed while it applies."""
    with tempfile.TemporaryDirectory() as dossier, base_neuve():
        logging.disable(logging.INFO)
        avant = ecrire_epp(Path(dossier) / "epp.csv", PERSONNES)
        apres = _changer(avant, Path(dossier) / "suite.csv")
        semer_etablissements()
        _importer(avant, appliquer=True)
        apercu, _ = _importer(apres, appliquer=False)
        applique, rapport = _importer(apres, appliquer=True)
        from imagin.socle.imports.defaire import defaire

        debut = time.perf_counter()
        defaire(rapport, auteur="bench")
        defait = time.perf_counter() - debut
        entre_deux = _tuer(apres, avant, applique)
        logging.disable(logging.NOTSET)
    rapporter(f"aperçu, {CHANGEES} changées sur {PERSONNES}", apercu, 20, "s", "<= 1")
    rapporter(f"import, {CHANGEES} changées sur {PERSONNES}", applique, 60, "s", "<= 1")
    rapporter(f"import défait, {CHANGEES} lignes", defait, 10, "s", "<= 1")
    rapporter(f"imports tués {MORTS} fois, restés entre deux", entre_deux, 1, "", "<= 0")


def _changer(avant: Path, apres: Path) -> Path:
    """The same people, the first of whom moved."""
    with avant.open(encoding="utf-8", newline="") as lu, apres.open("w", encoding="utf-8", newline="") as ecrit:
        lignes = csv.DictReader(lu, delimiter=";")
        sortie = csv.DictWriter(ecrit, lignes.fieldnames or (), delimiter=";")
        sortie.writeheader()
        for rang, ligne in enumerate(lignes):
            sortie.writerow(ligne | ({"commune": "AILLEURS"} if rang < CHANGEES else {}))
    return apres


def _importer(fichier: Path, *, appliquer: bool) -> tuple[float, Any]:
    from imagin.echanges.epp.connecteur import CONNECTEUR
    from imagin.socle.imports.models import EtatImport
    from imagin.socle.imports.moteur import importer

    debut = time.perf_counter()
    bilan = importer(CONNECTEUR, fichier, appliquer=appliquer)
    duree = time.perf_counter() - debut
    if bilan.etat != (EtatImport.APPLIQUE if appliquer else EtatImport.APERCU):
        raise RuntimeError(bilan.message)
    return duree, bilan


def _tuer(apres: Path, avant: Path, duree: float) -> int:
    """How many of the imports killed at a random instant left neither the state before nor the one after."""
    hasard, entre_deux = random.Random(9), 0
    from imagin.socle.imports.models import Import

    for _ in range(MORTS):
        dernier = Import.objects.latest("pk").pk
        travail = subprocess.Popen(
            [IMAGIN, "importer", "epp", apres, "--appliquer"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with suppress(subprocess.TimeoutExpired):
            travail.wait(hasard.uniform(1, duree + 3))
        travail.send_signal(signal.SIGKILL)
        travail.wait()
        changees, lignes = _etat(dernier)
        entre_deux += (changees, lignes > 0) not in {(0, False), (CHANGEES, True)}
        if changees:
            _importer(avant, appliquer=True)
    return entre_deux


def _etat(dernier: int) -> tuple[int, int]:
    """How many people moved, and how many rows the reports after this one keep."""
    from imagin.domaine.personnes.models import Intervenant
    from imagin.socle.imports.models import LigneEcrite

    while list(Intervenant.objects.raw(VERROUS)):
        time.sleep(0.05)  # the server has not noticed yet that its client is dead
    deplacees = Intervenant.objects.filter(commune="AILLEURS")
    return deplacees.count(), LigneEcrite.objects.filter(rapport__gt=dernier).count()
