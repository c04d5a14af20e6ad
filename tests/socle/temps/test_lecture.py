from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imagin.socle.temps import (
    DERNIER_JOUR,
    PREMIER_JOUR,
    SaisieIllisible,
    date_courte,
    heure_courte,
    lire_date,
    lire_heure,
)


@settings(deadline=None)
@given(st.dates(PREMIER_JOUR, DERNIER_JOUR))
def test_une_date_ecrite_se_relit(jour):
    assert lire_date(date_courte(jour)) == jour


@settings(deadline=None)
@given(st.times())
def test_une_heure_ecrite_se_relit(heure):
    assert lire_heure(heure_courte(heure)) == heure.replace(second=0, microsecond=0)


def test_les_formes_courantes_sont_lues():
    assert lire_date(" 5/3/2016 ") == date(2016, 3, 5)
    assert [lire_heure(saisie) for saisie in ("9h", "9h30", "09:30", "9 H 30")] == [
        time(9),
        time(9, 30),
        time(9, 30),
        time(9, 30),
    ]


@pytest.mark.parametrize("saisie", ["", "2016-03-15", "15/03/16", "quinze mars", "١٥/٠٣/٢٠١٦", "15/03/2016x"])
def test_une_saisie_qui_n_est_pas_une_date_dit_la_forme_attendue(saisie):
    with pytest.raises(SaisieIllisible, match="JJ/MM/AAAA, par exemple"):
        lire_date(saisie)


@pytest.mark.parametrize("saisie", ["31/02/2016", "29/02/2015", "00/01/2016", "15/13/2016", "01/01/0000"])
def test_un_jour_qui_n_existe_pas_est_dit_tel(saisie):
    with pytest.raises(SaisieIllisible, match="n'existe pas dans le calendrier"):
        lire_date(saisie)


def test_une_heure_illisible_ou_impossible_est_dite_telle():
    with pytest.raises(SaisieIllisible, match="sous la forme 09:00"):
        lire_heure("midi")
    with pytest.raises(SaisieIllisible, match="de 00:00 à 23:59"):
        lire_heure("24:00")
