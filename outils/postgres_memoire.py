"""The test cluster's data in memory: a database of 900 files is copied in 20 ms there, in 700 ms on a disk (ext4).

Standard library only: it runs before the virtual environment exists.
"""

import os
import shutil
import tempfile
from pathlib import Path

from outils.postgres_compte import donner
from outils.postgres_programmes import DEPOT

MEMOIRE_VIVE = Path("/dev/shm")  # noqa: S108 what we make there is our own, by mkdtemp
PLACE = 2 * 1024**3  # bytes free: the template, the copies of a dozen processes, the journal


def mettre_en_memoire(lien: Path) -> None:
    """Make `lien` lead to a new directory in memory; do nothing where there is no room for it: the disk then does."""
    if not MEMOIRE_VIVE.is_dir() or not os.access(MEMOIRE_VIVE, os.W_OK) or _libre() < PLACE:
        return
    place = Path(tempfile.mkdtemp(prefix="imagin-", dir=MEMOIRE_VIVE))
    place.chmod(0o711)
    (place / "depot").write_text(str(DEPOT), encoding="utf-8")
    donnees = place / "donnees"
    donnees.mkdir(mode=0o700)
    donner(donnees)
    lien.symlink_to(donnees)


def effacer(dossier: Path) -> None:
    """Remove a cluster's directory, and what it has in memory."""
    for nom in ("donnees", "en_cours"):
        if (dossier / nom).is_symlink():
            shutil.rmtree((dossier / nom).readlink().parent, ignore_errors=True)
    shutil.rmtree(dossier, ignore_errors=True)


def oublier_les_orphelines() -> None:
    """Give back the memory of checkouts that are gone; a server still running there stops by itself in a minute."""
    for depot in MEMOIRE_VIVE.glob("imagin-*/depot"):
        if os.access(depot, os.W_OK) and not Path(depot.read_text(encoding="utf-8")).exists():
            shutil.rmtree(depot.parent, ignore_errors=True)


def _libre() -> int:
    etat = os.statvfs(MEMOIRE_VIVE)
    return etat.f_bavail * etat.f_frsize
