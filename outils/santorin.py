"""The demo's SANTORIN: takes what IMAG'IN lays in a directory, and acknowledges it (docs/contrats/santorin).

    python -m outils.santorin --dossier var/demo/santorin

`depot/` and `accuses/` are the contract's two folders; `recus/` keeps each message once.
"""

import argparse
import json
import signal
import sys
import threading
from pathlib import Path

DOSSIERS = DEPOT, ACCUSES, RECUS = "depot", "accuses", "recus"
PERIODE_EN_SECONDES = 1.0


def relever(dossier: Path) -> list[str]:
    """Take what lies there, in order, and answer each; returns a line to print for each."""
    fichiers = sorted(chemin for chemin in (dossier / DEPOT).iterdir() if not chemin.name.startswith("."))
    return [_prendre(dossier, fichier) for fichier in fichiers]


def _prendre(dossier: Path, fichier: Path) -> str:
    """Keep the message unless it is known already, answer, then take the file away."""
    message = json.loads(fichier.read_bytes())
    recu = dossier / RECUS / f"{message['identifiant']}.json"
    deja = recu.exists()
    if not deja:
        recu.write_bytes(fichier.read_bytes())
    provisoire = dossier / ACCUSES / f".{fichier.name}"
    provisoire.write_text(json.dumps({"resultat": "PRIS"}), encoding="utf-8")
    provisoire.replace(dossier / ACCUSES / fichier.name)
    fichier.unlink(missing_ok=True)
    personne = message["intervenant"]
    dit = f"{message['operation']} {personne['nom']} {personne['prenom']}, mission {message['mission']['numero']}"
    return f"{dit} (déjà pris)" if deja else dit


def main(arguments: list[str]) -> int:
    """Run until stopped; returns the exit code."""
    analyse = argparse.ArgumentParser(prog="outils.santorin", description="Reçoit ce que SANTORIN recevrait.")
    analyse.add_argument("--dossier", type=Path, required=True, help="où IMAG'IN dépose")
    dossier = analyse.parse_args(arguments).dossier
    for nom in DOSSIERS:
        (dossier / nom).mkdir(parents=True, exist_ok=True)
    fin = threading.Event()
    for signe in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signe, lambda *_: fin.set())
    print(f"SANTORIN de démonstration dans {dossier}", flush=True)
    while not fin.wait(PERIODE_EN_SECONDES):
        for ligne in relever(dossier):
            print(ligne, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
