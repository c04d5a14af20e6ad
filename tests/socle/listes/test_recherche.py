import pytest

from imagin.socle.listes.recherche import contient, mots_cherches, replier


@pytest.mark.exigence("G1.3-08")
@pytest.mark.parametrize(
    ("texte", "replie"),
    [
        ("BÉNEC'H", "benec'h"),
        ("Bénec’h", "benec'h"),
        ("ŒUVRARD Ægir", "oeuvrard aegir"),
        ("Łukasiewicz Đorđe Søren Weiß", "lukasiewicz dorde soren weiss"),
        ("  DE  LA\u00a0TOUR\u202fD'AUVERGNE\n", "de la tour d'auvergne"),
        ("NGUYỄN İnci Çağrı", "nguyen inci cagri"),
        ("e\u0301cole", "ecole"),
        ("FOURNIER\u2011MIRALTO", "fournier-miralto"),
        ("", ""),
    ],
)
def test_replier_ignore_casse_accents_et_typographie(texte, replie):
    assert replier(texte) == replie
    assert replier(replier(texte)) == replie


@pytest.mark.exigence("G1.3-08")
def test_plusieurs_mots_dans_n_importe_quel_ordre():
    ligne = replier("BÉNEC'H Marie LPO BELLEVUE TOULOUSE CEDEX 4 0310038Y")
    assert contient(ligne, mots_cherches("0038y  bénec’h"))
    assert contient(ligne, mots_cherches("   "))
    assert not contient(ligne, mots_cherches("marie nevers"))
