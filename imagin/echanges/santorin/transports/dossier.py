"""A directory of this machine, shared with SANTORIN or carried to it by another tool."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imagin.echanges.santorin.reglages import Adresse
from imagin.echanges.santorin.transports.casier import DepotDeFichiers


class Dossier:
    """Files of a directory, which must exist: a share that is not mounted is not filled by mistake."""

    def __init__(self, racine: Path) -> None:
        self._racine = racine

    def lister(self, dossier: str) -> set[str]:
        return {chemin.name for chemin in (self._racine / dossier).iterdir()}

    def lire(self, dossier: str, nom: str) -> bytes:
        return (self._racine / dossier / nom).read_bytes()

    def poser(self, dossier: str, nom: str, contenu: bytes) -> None:
        """Written, flushed to the disk and renamed, directory included: it is there even if the machine stops."""
        place = self._racine / dossier
        provisoire = place / f".{nom}"
        with provisoire.open("wb") as fichier:
            fichier.write(contenu)
            fichier.flush()
            os.fsync(fichier.fileno())
        provisoire.replace(place / nom)
        _ecrire_le_repertoire(place)

    def retirer(self, dossier: str, nom: str) -> None:
        (self._racine / dossier / nom).unlink(missing_ok=True)


@contextmanager
def ouvrir_dossier(adresse: Adresse) -> Iterator[DepotDeFichiers]:
    """The channel for one round; nothing to close."""
    yield DepotDeFichiers(Dossier(Path(adresse.chemin)))


def _ecrire_le_repertoire(place: Path) -> None:
    """Have the new name survive a power cut."""
    descripteur = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
