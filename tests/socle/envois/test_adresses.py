import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imagin.socle.envois.adresses import adresse_nommee, decomposer, une_ligne
from imagin.socle.envois.erreurs import AdresseInvalide


@settings(deadline=None)
@given(st.text(max_size=60))
def test_tout_nom_se_relit_sur_une_ligne(nom):
    assert decomposer(adresse_nommee(nom, "a@b.fr")) == (une_ligne(nom), "a@b.fr")


@pytest.mark.parametrize(
    ("ecrite", "lue"),
    [
        ("a@b.fr", ("", "a@b.fr")),
        ("Hélène LE GOFF <a@b.fr>", ("Hélène LE GOFF", "a@b.fr")),
        ('"LE GOFF, Hélène \\"Nel\\"" <a@b.fr>', ('LE GOFF, Hélène "Nel"', "a@b.fr")),
        (" a@académie.fr ", ("", "a@xn--acadmie-eya.fr")),
    ],
)
def test_les_adresses_courantes_sont_lues(ecrite, lue):
    assert decomposer(ecrite) == lue


@pytest.mark.parametrize(
    "adresse", ["", "a", "a@", "<a@b.fr", "Nom <a@b.fr> <c@d.fr>", "a@b.fr\r\nBcc: c@d.fr", "é@b.fr"]
)
def test_une_adresse_impossible_est_dite_telle_en_francais(adresse):
    with pytest.raises(AdresseInvalide, match="n'est pas valide"):
        decomposer(adresse)
