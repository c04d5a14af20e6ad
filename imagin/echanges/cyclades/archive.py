"""Opens the ZIP of tables without ever writing a file of it, nor reading more than a bounded size."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, BinaryIO

from imagin.socle.imports.refus import FichierRefuse

TAILLE_MAX = 1 << 30
"""Bytes, all tables once decompressed: some twenty times four years of the largest académie."""
RAPPORT_MAX = 200
"""Decompressed bytes for one compressed byte: our own files stay under 30."""

# What damaged data, or an exotic compression, raise.
ILLISIBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class FluxBorne(io.RawIOBase):
    """A table being decompressed, counted as it is read: what the ZIP announces of its size is not trusted."""

    def __init__(self, source: IO[bytes], nom: str, reste: int) -> None:
        self.source, self.nom, self.reste = source, nom, reste

    def readable(self) -> bool:
        return True

    def readinto(self, tampon: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raises FichierRefuse past the bound, or when the compressed data are damaged."""
        try:
            lus = self.source.read(len(tampon))
        except ILLISIBLE as erreur:
            raise _abimee(self.nom) from erreur
        self.reste -= len(lus)
        if self.reste < 0:
            raise FichierRefuse(_trop_gros())
        tampon[: len(lus)] = lus
        return len(lus)

    def close(self) -> None:
        """Close the member of the ZIP too."""
        self.source.close()
        super().close()


@contextmanager
def ouvrir(flux: BinaryIO, tables: Sequence[str]) -> Iterator[zipfile.ZipFile]:
    """The ZIP, once it is seen to hold exactly `<table>.csv` for each of these tables. Raises FichierRefuse."""
    try:
        with zipfile.ZipFile(flux) as archive:
            _verifier_noms(archive, tables)
            _verifier_tailles(archive)
            yield archive
    except zipfile.BadZipFile as erreur:
        raise FichierRefuse(
            "Ce n'est pas un fichier ZIP, ou il est tronqué : CYCLADES se transmet en un ZIP de tables CSV "
            "(docs/contrats/cyclades)."
        ) from erreur


def ouvrir_table(archive: zipfile.ZipFile, table: str) -> BinaryIO:
    """One table of the ZIP as a stream of bytes."""
    nom = f"{table}.csv"
    try:
        return io.BufferedReader(FluxBorne(archive.open(nom), nom, TAILLE_MAX), 1 << 18)
    except ILLISIBLE as erreur:
        raise _abimee(nom) from erreur


def taille(archive: zipfile.ZipFile, table: str) -> int:
    """Bytes that the ZIP announces for a table, to show progress."""
    return archive.getinfo(f"{table}.csv").file_size


def _verifier_noms(archive: zipfile.ZipFile, tables: Sequence[str]) -> None:
    """Refuse what is not a table of the contract, what is twice, and what is missing."""
    attendus = [f"{table}.csv" for table in tables]
    noms = [info.filename for info in archive.infolist()]
    if inconnus := sorted({nom for nom in noms if nom not in attendus}):
        raise FichierRefuse(
            f"Le ZIP contient ce que le contrat ne prévoit pas : {_enumerer(inconnus)}. "
            "Il ne doit contenir que les tables, à sa racine, sans dossier."
        )
    if doubles := sorted({nom for nom in noms if noms.count(nom) > 1}):
        raise FichierRefuse(f"Le ZIP contient deux fois la même table : {_enumerer(doubles)}.")
    if absents := [nom for nom in attendus if nom not in noms]:
        raise FichierRefuse(
            f"Il manque au ZIP : {_enumerer(absents)}. Une table sans ligne s'y met quand même, avec ses intitulés."
        )
    for info in archive.infolist():
        if info.flag_bits & 0x1:
            raise FichierRefuse(f"La table {info.filename} est chiffrée par un mot de passe : envoyez le ZIP sans.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise FichierRefuse(f"La table {info.filename} n'est qu'un lien : mettez le fichier lui-même dans le ZIP.")


def _verifier_tailles(archive: zipfile.ZipFile) -> None:
    """Refuse what announces more than the bounds."""
    annonce = sum(info.file_size for info in archive.infolist())
    compresse = sum(info.compress_size for info in archive.infolist())
    if annonce > TAILLE_MAX or (annonce > 1 << 24 and annonce > RAPPORT_MAX * max(compresse, 1)):
        raise FichierRefuse(_trop_gros())


def _abimee(nom: str) -> FichierRefuse:
    return FichierRefuse(f"La table {nom} est abîmée dans le ZIP, ou compressée autrement : produisez-le de nouveau.")


def _trop_gros() -> str:
    return (
        f"Les tables du ZIP dépassent {TAILLE_MAX >> 20} Mo une fois décompressées, ou se compressent plus "
        "que des données ne le peuvent : il est refusé par sécurité."
    )


def _enumerer(noms: Sequence[str]) -> str:
    """At most five names, then how many more."""
    reste = len(noms) - 5
    return ", ".join(noms[:5]) + (f" et {reste} autres" if reste > 0 else "")
