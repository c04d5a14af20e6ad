from datetime import UTC, date, datetime, time

import pytest

from imagin.socle.temps import (
    creneau_en_lettres,
    date_courte,
    date_en_toutes_lettres,
    heure_courte,
    horodatage,
    jour_long,
    plage,
)


def test_une_date_s_ecrit_court_long_ou_en_toutes_lettres():
    assert date_courte(date(2016, 3, 5)) == "05/03/2016"
    assert jour_long(date(2016, 3, 15)) == "mardi 15/03/2016"
    assert date_en_toutes_lettres(date(2026, 11, 24)) == "24 novembre 2026"
    assert heure_courte(time(9, 5)) == "09:05"


def test_le_premier_du_mois_est_un_ordinal():
    assert date_en_toutes_lettres(date(2026, 8, 1)) == "1er août 2026"


@pytest.mark.exigence("G1.3-05")
def test_un_message_est_horodate_a_l_heure_francaise():
    assert horodatage(datetime(2016, 12, 12, 13, 18, 38, tzinfo=UTC)) == "(12/12/2016 14:18:38)"


@pytest.mark.exigence("G4.2-17")
def test_un_creneau_d_un_jour_s_ecrit_comme_sur_la_lettre():
    creneau = plage(date(2016, 3, 15), time(9), time(12))
    assert creneau_en_lettres(creneau.lower, creneau.upper) == "Le mardi 15/03/2016 09:00 - 12:00"


def test_un_creneau_de_plusieurs_jours_dit_les_deux_jours():
    debut = plage(date(2016, 3, 15), time(9), time(12)).lower
    fin = plage(date(2016, 3, 17), time(9), time(12)).upper
    assert creneau_en_lettres(debut, fin) == "Du mardi 15/03/2016 09:00 au jeudi 17/03/2016 12:00"


def test_un_creneau_qui_finit_a_minuit_reste_dans_son_jour():
    creneau = plage(date(2016, 3, 15), time(20), time(0))
    assert creneau_en_lettres(creneau.lower, creneau.upper) == "Le mardi 15/03/2016 20:00 - 24:00"
