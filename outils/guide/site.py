"""Starts the product for a script that shows it, and stops it after."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from outils import postgres
from outils.demo import processus
from outils.demo.base import assurer_base
from outils.demo.reglages import DEPOT, MOT_DE_PASSE

__all__ = ["MOT_DE_PASSE", "site"]
VAR = DEPOT / "var" / "guide"
DELAI = 300.0
BASE = "imagin_guide"


@contextmanager
def site(nom: str) -> Iterator[str]:
    """The address of a new product, filled with the fictitious académie; `nom` tells two scripts apart."""
    dossier = VAR / nom
    shutil.rmtree(dossier, ignore_errors=True)
    connexion = postgres.demarrer("demo")
    port = processus.port_libre(8700)
    environnement = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith(("IMAGIN_", "DJANGO_"))}
    environnement |= {
        "IMAGIN_BASE": assurer_base(connexion, f"{BASE}_{nom}", neuve=True),
        "IMAGIN_DEMO": "1",
        "IMAGIN_SECRET": secrets.token_urlsafe(50),
        "IMAGIN_ADRESSE": f"http://127.0.0.1:{port}",
        "IMAGIN_STATIQUES": str(dossier / "statiques"),
        "PYTHONWARNINGS": "ignore",
    }
    commande = [sys.executable, "-m", "outils.guide.serveur", str(port), str(dossier / "fichiers")]
    programme = processus.demarrer("serveur", commande, environnement, dossier)
    try:
        processus.attendre_le_port(port, [programme], DELAI)
        yield f"http://127.0.0.1:{port}"
    finally:
        programme.arreter()
        if not connexion.deja_la:
            postgres.arreter("demo")
