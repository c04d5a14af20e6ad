"""Money as it is rounded, written and read."""

from decimal import Decimal

import pytest

from imagin.socle.argent import au_centime, en_euros, lire_montant
from imagin.socle.nombres import NombreIllisible


@pytest.mark.parametrize(("brut", "arrondi"), [("0.005", "0.01"), ("0.0049", "0.00"), ("69.745", "69.75"), ("1", "1")])
def test_on_arrondit_au_centime_superieur_a_partir_de_la_moitie(brut, arrondi) -> None:
    assert au_centime(Decimal(brut)) == Decimal(arrondi)


def test_un_montant_s_ecrit_a_la_francaise() -> None:
    assert en_euros(Decimal(1268)) == "1\u202f268,00\u00a0€"


@pytest.mark.parametrize(("texte", "nombre"), [("5,5", "5.5"), ("1 268,00 €", "1268"), ("1\u202f268\u00a0€", "1268")])
def test_un_montant_se_lit_comme_on_l_ecrit(texte, nombre) -> None:
    assert lire_montant(texte) == Decimal(nombre)


@pytest.mark.parametrize("texte", ["", "six", "1e3", "1_000", "\u0661\u0662", "€", "5,555", "5 € €"])
def test_ce_qui_n_est_pas_un_montant_est_refuse(texte) -> None:
    with pytest.raises(NombreIllisible):
        lire_montant(texte)
