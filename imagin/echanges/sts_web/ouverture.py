"""Opens what a school sends: the XML of STS-WEB, as it is or alone in a ZIP, which is how many tools deliver it."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from imagin.socle.imports.archive import ILLISIBLE, TAILLE_MAX, FluxBorne, abimee, verifier_tailles
from imagin.socle.imports.entree import FichierRecu
from imagin.socle.imports.refus import FichierRefuse

TAMPON = 16 << 20
"""Bytes of a decompressed file held in memory; beyond, it waits on disk."""


@contextmanager
def ouvrir_xml(source: FichierRecu) -> Iterator[BinaryIO]:
    """The XML, which may be read twice. Raises FichierRefuse for a ZIP that is damaged or holds no single XML."""
    with source.ouvrir() as flux:
        zippe = flux.read(4) == b"PK\x03\x04"
        flux.seek(0)
        if not zippe:
            yield flux
            return
        with SpooledTemporaryFile(TAMPON) as copie:
            _extraire(flux, cast(BinaryIO, copie), source.nom)
            yield cast(BinaryIO, copie)


def _extraire(flux: BinaryIO, copie: BinaryIO, nom: str) -> None:
    try:
        with zipfile.ZipFile(flux) as archive:
            verifier_tailles(archive)
            membre = _seul_xml(archive, nom)
            shutil.copyfileobj(FluxBorne(archive.open(membre), membre.filename, TAILLE_MAX), copie)
    except (*ILLISIBLE, RuntimeError) as erreur:
        raise abimee(nom) from erreur
    copie.seek(0)


def _seul_xml(archive: zipfile.ZipFile, nom: str) -> zipfile.ZipInfo:
    """The only XML, whatever a Macintosh adds beside it."""
    membres = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith(".xml") and not info.filename.startswith("__MACOSX/")
    ]
    if len(membres) != 1:
        raise FichierRefuse(
            f"{nom} contient {len(membres)} fichiers XML : mettez-y le seul fichier sts_emp_<UAI>_<année>.xml de "
            "l'établissement, ou décompressez-le et importez-le."
        )
    if membres[0].flag_bits & 0x1:
        raise FichierRefuse(f"{nom} est chiffré par un mot de passe : envoyez-le sans.")
    return membres[0]
