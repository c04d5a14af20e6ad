import io
import zipfile

import pytest

from imagin.socle.documents import zip_en_flux


def ouvrir(paires):
    """L'archive, vérifiée."""
    archive = zipfile.ZipFile(io.BytesIO(b"".join(zip_en_flux(paires))))
    assert archive.testzip() is None
    return archive


@pytest.mark.exigence("G4.2-16")
def test_deux_personnes_du_meme_nom_ont_chacune_leur_fichier():
    archive = ouvrir(
        [
            ("DUPONT_Jean.pdf", b"un"),
            ("DUPONT_Jean.pdf", b"deux"),
            ("DUPONT_Jean_2.pdf", b"trois"),
            ("Dupont_JEAN.pdf", b"quatre"),
            ("sans-extension", b"cinq"),
            ("sans-extension", b"six"),
        ]
    )
    assert archive.namelist() == [
        "DUPONT_Jean.pdf",
        "DUPONT_Jean_2.pdf",
        "DUPONT_Jean_2_2.pdf",
        "Dupont_JEAN_3.pdf",
        "sans-extension",
        "sans-extension_2",
    ]
    assert [archive.read(nom) for nom in archive.namelist()] == [b"un", b"deux", b"trois", b"quatre", b"cinq", b"six"]


def test_chaque_fichier_part_des_qu_il_est_connu():
    tires = []

    def paires():
        for rang in range(100):
            tires.append(rang)
            yield f"{rang}.pdf", b"x" * 1_000

    flux = zip_en_flux(paires())
    assert next(flux).startswith(b"PK\x03\x04")
    assert tires == [0]


def test_une_archive_sans_fichier_s_ouvre():
    assert ouvrir([]).namelist() == []
