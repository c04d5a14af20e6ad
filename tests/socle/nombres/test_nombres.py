"""Numbers as French people type them, and nothing that only Python would take."""

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import imagin
from imagin.socle.nombres import NombreIllisible, ecrire_nombre, lire_entier, lire_nombre


def test_un_nombre_s_ecrit_a_la_francaise() -> None:
    assert ecrire_nombre(Decimal("5.5"), 1) == "5,5"
    assert ecrire_nombre(Decimal(1268), 2) == "1\u202f268,00"


@pytest.mark.parametrize(
    ("texte", "nombre"),
    [
        ("5,5", "5.5"), ("5.50", "5.5"), ("1 268,00", "1268"), ("1\u202f268", "1268"),
        ("1\u00a0000\u00a0000", "1000000"),
        ("6", "6"), ("0", "0"), ("007", "7"), (" 12 ", "12"), ("-3", "-3"), ("\u22123", "-3"), ("1268,5", "1268.5"),
    ],
)  # fmt: skip
def test_un_nombre_se_lit_comme_on_l_ecrit(texte, nombre) -> None:
    assert lire_nombre(texte, decimales=2) == Decimal(nombre)


@pytest.mark.parametrize(
    "texte",
    [
        "", "six", "NaN", "Infinity", "1e3", "1E2", "1e12", "1_000", "+5", "\u0661\u0662", "\u09e7", "\uff11", "0x10",
        "1,2,3", "1.268,00", "1 2", "12 34", "1  000", "5,", ",5", "--5", "1234567890", "9" * 5000, "5 euros",
    ],
)  # fmt: skip
def test_ce_qui_n_est_pas_un_nombre_francais_est_refuse(texte) -> None:
    with pytest.raises(NombreIllisible, match="n'est pas un nombre"):
        lire_nombre(texte, decimales=2)


def test_trop_de_decimales_se_disent() -> None:
    with pytest.raises(NombreIllisible, match="trop de décimales : écrivez par exemple 5,5"):
        lire_nombre("6,55", decimales=1)
    assert lire_nombre("6,50", decimales=1) == Decimal("6.5")


@pytest.mark.parametrize("texte", ["12,5", "douze", "\u0661\u0662", "1e2", ""])
def test_ce_qui_n_est_pas_un_entier_dit_ce_qui_s_ecrit(texte) -> None:
    with pytest.raises(NombreIllisible, match="écrivez un nombre entier de 0 à 999"):
        lire_entier(texte, maximum=999)


def test_un_entier_se_lit() -> None:
    assert [lire_entier(texte, maximum=1200) for texte in ("0", "012", "1 200", "12,0", "-3")] == [0, 12, 1200, 12, -3]


@given(st.decimals(-999_999_999, 999_999_999, places=2))
def test_ce_qui_est_ecrit_se_relit(nombre) -> None:
    assert lire_nombre(ecrire_nombre(nombre, 2), decimales=2) == nombre


@given(st.text(max_size=12))
def test_rien_d_autre_qu_un_refus_ne_sort_d_un_texte_quelconque(texte) -> None:
    with suppress(NombreIllisible):
        assert lire_nombre(texte, decimales=2).is_finite()


def test_aucun_formulaire_ne_lit_un_nombre_a_la_facon_de_python() -> None:
    """Django's own fields take `1_000` and `١٢`: forms use `ChampNombre`, `ChampEntier` or the readers of this room."""
    racine = Path(imagin.__file__).parent
    de_django = re.compile(r"forms\.(?:IntegerField|DecimalField|FloatField)\b")
    fautifs = {
        str(fichier.relative_to(racine))
        for fichier in racine.rglob("*.py")
        if de_django.search(fichier.read_text(encoding="utf-8"))
    }
    assert fautifs == {"socle/ui/champs.py"}
