"""Pieces of the system that we lack: installed when we are root, else named with the command that brings them.

Standard library only: it runs before the virtual environment exists.
"""

import os
import shutil
import subprocess


class PieceManquante(Exception):
    """A piece of the system is missing: the French message gives the command that brings it."""


def apporter(paquets: list[str], manque: str) -> None:
    """Install Debian packages. `manque` begins the sentence that says what is missing. Raises PieceManquante."""
    noms = " ".join(paquets)
    if os.geteuid() or not shutil.which("apt-get"):
        raise PieceManquante(f"{manque}. Installez-le puis relancez : sudo apt-get install -y {noms}")
    print(f"{manque} : installation de {noms}…", flush=True)
    options = ["-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    commande = ["apt-get", "install", *options, *paquets]
    if not _lancer(commande, muet=True):  # a bare system has no list of packages yet
        _lancer(["apt-get", "update", "-qq"], muet=False)
        if not _lancer(commande, muet=False):
            raise PieceManquante(f"{manque} et son installation a échoué (voir ci-dessus) : apt-get install -y {noms}")


def _lancer(commande: list[str], muet: bool) -> bool:
    """Run apt-get without any question; say whether it succeeded."""
    sortie = subprocess.DEVNULL if muet else None
    environnement = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(commande, env=environnement, stdout=sortie, stderr=sortie, check=False).returncode == 0
