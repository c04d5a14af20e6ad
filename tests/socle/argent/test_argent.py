"""Money as it is rounded, written and read."""

from decimal import Decimal

import pytest

from imagin.socle.argent import MontantIllisible, au_centime, ecrire_nombre, en_euros, lire_nombre


@pytest.mark.parametrize(("brut", "arrondi"), [("0.005", "0.01"), ("0.0049", "0.00"), ("69.745", "69.75"), ("1", "1")])
def test_on_arrondit_au_centime_superieur_a_partir_de_la_moitie(brut, arrondi) -> None:
    assert au_centime(Decimal(brut)) == Decimal(arrondi)


def test_un_montant_s_ecrit_a_la_francaise() -> None:
    assert en_euros(Decimal(1268)) == "1\u202f268,00\u00a0€"
    assert ecrire_nombre(Decimal("5.5"), 1) == "5,5"


@pytest.mark.parametrize(
    ("texte", "nombre"), [("5,5", "5.5"), ("1 268,00 €", "1268"), ("1\u202f268", "1268"), ("6", "6"), ("0", "0")]
)
def test_un_nombre_se_lit_comme_on_l_ecrit(texte, nombre) -> None:
    assert lire_nombre(texte, decimales=2) == Decimal(nombre)


@pytest.mark.parametrize("texte", ["", "six", "NaN", "Infinity", "1e12", "1,2,3", "5,555"])
def test_ce_qui_n_est_pas_un_nombre_est_refuse(texte) -> None:
    with pytest.raises(MontantIllisible):
        lire_nombre(texte, decimales=2)
