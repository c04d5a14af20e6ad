"""Opens the ZIP of tables without ever writing a file of it, nor reading more than a bounded size."""

import io
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from imagin.socle.imports.archive import ILLISIBLE, TAILLE_MAX, FluxBorne, abimee, verifier_tailles
from imagin.socle.imports.refus import FichierRefuse


@contextmanager
def ouvrir_archive(flux: BinaryIO, tables: Sequence[str]) -> Iterator[zipfile.ZipFile]:
    """The ZIP, once it is seen to hold exactly `<table>.csv` for each of these tables. Raises FichierRefuse."""
    try:
        with zipfile.ZipFile(flux) as archive:
            _verifier_noms(archive, tables)
            verifier_tailles(archive)
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
        raise abimee(nom) from erreur


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


def _enumerer(noms: Sequence[str]) -> str:
    """At most five names, then how many more."""
    reste = len(noms) - 5
    return ", ".join(noms[:5]) + (f" et {reste} autres" if reste > 0 else "")
