"""Install into the checkout: `python3 -m outils.installer demo|dev`.

« demo » brings what runs, « dev » what tests, checks and measures too (so it does for « demo » as well). Libraries come
pinned with their hashes. Does nothing, in a tenth of a second, when the last installation still holds.

Standard library only, and no syntax that an old Python cannot read before the version is checked.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older one learns it
    sys.exit(
        "Erreur : il faut Python 3.11 ou plus récent, celui-ci est le {}.{} ({}).\n"
        "Désignez-en un autre, par exemple : make demo PYTHON=python3.12".format(*sys.version_info[:2], sys.executable)
    )

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

from outils.paquets import PieceManquante, apporter

DEPOT = Path(__file__).resolve().parent.parent
ENV = DEPOT / ".venv"
PYTHON = ENV / "bin" / "python"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
VERROUS = {"demo": "demo.txt", "dev": "dev.txt"}


class ErreurInstallation(Exception):
    """What keeps from installing: a French message that says what to do."""


def installer(cible: str) -> None:
    """Bring the virtual environment to what the lock files ask. Raises ErreurInstallation or PieceManquante."""
    if _tient(cible):
        return
    (DEPOT / "var").mkdir(exist_ok=True)
    with (DEPOT / "var" / "installation.verrou").open("w", encoding="utf-8") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if _tient(cible):
            return
        _preparer_environnement()
        print(f"Installation des bibliothèques ({VERROUS[cible]})…", flush=True)
        _installer_paquets(["--require-hashes", "-r", str(DEPOT / "requirements" / VERROUS[cible])])
        _installer_paquets(["--no-deps", "--no-build-isolation", "--no-index", "-e", str(DEPOT)], hors_ligne=True)
        _temoin(cible).write_text(json.dumps(_etat(cible)), encoding="utf-8")


def installer_chromium() -> None:
    """Bring Debian's Chromium, which the browser tests drive. Raises PieceManquante."""
    if not any(shutil.which(nom) for nom in CHROMIUM):
        apporter(["chromium", "fonts-liberation"], "Chromium manque pour les tests dans un vrai navigateur")


def _temoin(cible: str) -> Path:
    return ENV / f"imagin-{cible}.json"


def _etat(cible: str) -> dict[str, str]:
    """Return what an installation depends on: when any of it changes, it is done again."""
    projet = tomllib.loads((DEPOT / "pyproject.toml").read_text(encoding="utf-8"))
    somme = hashlib.sha256((DEPOT / "requirements" / VERROUS[cible]).read_bytes())
    somme.update(json.dumps([projet["build-system"], projet["project"]]).encode())
    python = "{}.{}".format(*sys.version_info[:2])
    return {"python": python, "depot": str(DEPOT), "verrous": somme.hexdigest()}


def _tient(cible: str) -> bool:
    """Say whether what is installed serves this target."""
    return PYTHON.exists() and any(_lire(autre) == _etat(autre) for autre in {cible, "dev"})


def _lire(cible: str) -> dict[str, str]:
    try:
        lu: dict[str, str] = json.loads(_temoin(cible).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return lu


def _preparer_environnement() -> None:
    """Make the virtual environment, anew when its Python is gone or another, or when the checkout was moved."""
    bibliotheques = ENV / "lib" / "python{}.{}".format(*sys.version_info[:2])
    deplace = any(etat.get("depot", str(DEPOT)) != str(DEPOT) for etat in map(_lire, VERROUS))
    if PYTHON.exists() and bibliotheques.exists() and not deplace:
        return
    if ENV.exists():
        shutil.rmtree(ENV)
    print(f"Création de l'environnement Python {sys.version.split()[0]}…", flush=True)
    if not (shutil.which("uv") and _lancer(["uv", "venv", "-q", "--python", _base(), str(ENV)])):
        _creer_avec_venv()


def _creer_avec_venv() -> None:
    """Make the environment, or add pip to it, with Python's own module; bring that module when Debian left it out."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        apporter(["python{}.{}-venv".format(*sys.version_info[:2])], "Le module « venv » de Python manque")
    if not _lancer([_base(), "-m", "venv", str(ENV)]):
        raise ErreurInstallation(f"la création de l'environnement {ENV} a échoué (voir ci-dessus).")


def _base() -> str:
    """Return the Python that stands outside of any environment (ours may be the active one, about to be remade)."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def _installer_paquets(arguments: list[str], hors_ligne: bool = False) -> None:
    """Install with uv when there is one, else, or when it fails, with pip."""
    options = ["--offline"] if hors_ligne else []
    if shutil.which("uv") and _lancer(["uv", "pip", "install", "-q", "--python", str(PYTHON), *options, *arguments]):
        return
    if not _lancer([str(PYTHON), "-m", "pip", "--version"], muet=True):
        _creer_avec_venv()
    if not _lancer([str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments]):
        raise ErreurInstallation(
            "l'installation des bibliothèques a échoué (voir ci-dessus). Vérifiez l'accès au registre des paquets"
            " Python : derrière un mandataire, donnez HTTPS_PROXY ; avec un miroir, réglez « pip config »."
        )


def _lancer(commande: list[str], muet: bool = False) -> bool:
    """Run a program; say whether it succeeded."""
    environnement = {
        **os.environ,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_LINK_MODE": "copy",
    }
    sortie = subprocess.DEVNULL if muet else None
    try:
        return subprocess.run(commande, env=environnement, stdout=sortie, stderr=sortie, check=False).returncode == 0
    except OSError:
        return False


def main(arguments: list[str]) -> int:
    """Run the command line; return the exit code."""
    if len(arguments) != 1 or arguments[0] not in VERROUS:
        print("Usage : python3 -m outils.installer demo|dev", file=sys.stderr)
        return 2
    try:
        installer(arguments[0])
        if arguments[0] == "dev":
            installer_chromium()
    except (ErreurInstallation, PieceManquante) as erreur:
        print(f"Erreur : {erreur}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
