"""What every ZIP that is read must respect: damaged data are said, nothing bigger than a bound is written out."""

import io
import zipfile
import zlib
from typing import IO

from imagin.socle.imports.refus import FichierRefuse

TAILLE_MAX = 1 << 30
"""Bytes, all members once decompressed: some twenty times four years of CYCLADES in the largest académie."""
RAPPORT_MAX = 200
"""Decompressed bytes for one compressed byte: our own files stay under 30."""

# What damaged data, or an exotic compression, raise.
ILLISIBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class FluxBorne(io.RawIOBase):
    """A member being decompressed, counted as it is read: what the ZIP announces of its size is not trusted."""

    def __init__(self, source: IO[bytes], nom: str, reste: int) -> None:
        self.source, self.nom, self.reste = source, nom, reste

    def readable(self) -> bool:
        return True

    def readinto(self, tampon: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raises FichierRefuse past the bound, or when the compressed data are damaged."""
        try:
            lus = self.source.read(len(tampon))
        except ILLISIBLE as erreur:
            raise abimee(self.nom) from erreur
        self.reste -= len(lus)
        if self.reste < 0:
            raise FichierRefuse(trop_gros())
        tampon[: len(lus)] = lus
        return len(lus)

    def close(self) -> None:
        """Close the member of the ZIP too."""
        self.source.close()
        super().close()


def verifier_tailles(archive: zipfile.ZipFile) -> None:
    """Refuse what announces more than the bounds."""
    annonce = sum(info.file_size for info in archive.infolist())
    compresse = sum(info.compress_size for info in archive.infolist())
    if annonce > TAILLE_MAX or (annonce > 1 << 24 and annonce > RAPPORT_MAX * max(compresse, 1)):
        raise FichierRefuse(trop_gros())


def abimee(nom: str) -> FichierRefuse:
    """The refusal of a member whose data cannot be read."""
    return FichierRefuse(f"La table {nom} est abîmée dans le ZIP, ou compressée autrement : produisez-le de nouveau.")


def trop_gros() -> str:
    """Why a ZIP past the bounds is refused."""
    return (
        f"Les tables du ZIP dépassent {TAILLE_MAX >> 20} Mo une fois décompressées, ou se compressent plus "
        "que des données ne le peuvent : il est refusé par sécurité."
    )
