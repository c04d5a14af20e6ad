"""Keys that addresses and forms send: a number that the database holds, or nothing, whatever is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.socle.texte.numeros import lire_numero, lire_numeros

PLUS_GRAND_BIGINT = 2**63 - 1


@given(st.integers(0, 10**18 - 1))
def test_un_numero_de_dix_huit_chiffres_au_plus_se_lit(numero):
    assert lire_numero(str(numero)) == numero < PLUS_GRAND_BIGINT


@pytest.mark.parametrize(
    "texte", ["", "-1", "+1", " 1", "1\n", "1e3", "1_000", "1.0", "١٢", "²", "１２", "1" * 19, "9" * 5000]
)
def test_tout_autre_texte_n_est_pas_un_numero(texte):
    assert lire_numero(texte) is None
    assert lire_numeros([texte, "12", "012"]) == {12}


@given(st.text())
def test_aucun_texte_n_est_une_erreur(texte):
    lu = lire_numero(texte)
    assert lu is None or str(lu) == texte.lstrip("0") or (lu, set(texte)) == (0, {"0"})
