"""Durations: typed as people and spreadsheets do, kept in minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imagin.socle.temps import SaisieIllisible, ecrire_duree, lire_duree


@pytest.mark.exigence("G4.3-05")
@pytest.mark.parametrize(
    ("texte", "minutes"),
    [
        ("7:30", 450), ("07:30", 450), ("7:30:00", 450), ("7h30", 450), ("7H30", 450), ("7 h 30", 450),
        ("7\u00a0h\u00a030", 450), ("7\u202fh 30", 450), ("7,5", 450), ("7.5", 450), ("7", 420), ("07", 420),
        ("03", 180),
        ("7h", 420), ("7 h", 420), ("7h20", 440), ("7,33", 440), ("7,34", 440), ("7,35", 441), ("0", 0), ("0:45", 45),
    ],
)  # fmt: skip
def test_une_duree_se_lit_comme_on_la_dit(texte, minutes) -> None:
    assert lire_duree(texte) == minutes


@pytest.mark.parametrize("texte", ["7h75", "7:60", "7h60", "7 h 99"])
def test_des_minutes_impossibles_se_disent(texte) -> None:
    with pytest.raises(SaisieIllisible, match="les minutes vont de 00 à 59"):
        lire_duree(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "7h-30",
        "-7h30x",
        "7h5",
        "7:3",
        "7:",
        "h30",
        "sept",
        "1e1",
        "1_0",
        "\u0667",
        "7:30:15",
        "7,333",
        "",
        "7h30h",
    ],
)
def test_ce_qui_n_est_pas_une_duree_est_refuse(texte) -> None:
    with pytest.raises(SaisieIllisible, match="n'est pas un nombre d'heures : écrivez par exemple 7, 7,5, 7h30"):
        lire_duree(texte)


def test_une_duree_s_ecrit_en_heures_et_minutes() -> None:
    assert [ecrire_duree(minutes) for minutes in (440, 425, 180, 45, 0)] == [
        "7\u00a0h\u00a020", "7\u00a0h\u00a005", "3\u00a0h", "0\u00a0h\u00a045", "0\u00a0h",
    ]  # fmt: skip


@given(st.integers(0, 999 * 60))
def test_ce_qui_est_ecrit_se_relit(minutes) -> None:
    assert lire_duree(ecrire_duree(minutes)) == minutes
