import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.socle.documents import nom_de_fichier


@pytest.mark.exigence("G4.2-04")
@pytest.mark.parametrize(
    ("parties", "nom"),
    [
        (("LE GOFF", "Anne-Marie"), "LE-GOFF_Anne-Marie"),
        (("BAURENS-A", "AURELIE-A"), "BAURENS-A_AURELIE-A"),
        (("D'AUVERGNE", "Zoé"), "D-AUVERGNE_Zoe"),
        (("PLAC’HEÑ", "Œdipe"), "PLAC-HEN_OEdipe"),
        (("ŁUKASIŃSKI", "Þór"), "LUKASINSKI_THor"),
        (("STRAẞE", "Işık"), "STRASSE_Isik"),
        (("BCG", "112121", "20161214"), "BCG_112121_20161214"),
        (("../../etc", "passwd\x00"), "etc_passwd"),
        (('a/b\\c:d*e?f"g<h>i|j', ""), "a-b-c-d-e-f-g-h-i-j"),
        (("李", "小龙"), "document"),
        (("", "  ", "-"), "document"),
        ((), "document"),
        (("Con",), "document_Con"),
    ],
)
def test_nom_de_fichier(parties, nom):
    assert nom_de_fichier(*parties) == nom


@given(st.lists(st.text(), max_size=3))
def test_un_nom_de_fichier_est_toujours_sur_et_borne(parties):
    nom = nom_de_fichier(*parties)
    assert 1 <= len(nom) <= 109
    assert nom.isascii()
    assert set(nom) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert nom[0] not in "-_"
    assert nom[-1] not in "-_"
