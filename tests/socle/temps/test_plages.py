from datetime import date, time, timedelta

import pytest

from imagin.socle.temps import HeureInexistante, PlageImpossible, periode, plage

PASSAGE_A_L_HEURE_D_ETE = date(2026, 3, 29)
PASSAGE_A_L_HEURE_D_HIVER = date(2026, 10, 25)


def duree(jour, debut, fin):
    creneau = plage(jour, debut, fin)
    return creneau.upper - creneau.lower


def test_une_plage_contient_son_debut_et_non_sa_fin():
    creneau = plage(date(2026, 6, 17), time(8), time(12))
    assert creneau.bounds == "[)"
    assert creneau.lower.isoformat() == "2026-06-17T06:00:00+00:00"
    assert creneau.upper.isoformat() == "2026-06-17T10:00:00+00:00"


@pytest.mark.parametrize(
    ("jour", "heures"),
    [(date(2026, 6, 17), 24), (PASSAGE_A_L_HEURE_D_ETE, 23), (PASSAGE_A_L_HEURE_D_HIVER, 25)],
)
def test_une_journee_entiere_dure_ce_que_dure_ce_jour(jour, heures):
    assert duree(jour, time(0), time(0)) == timedelta(hours=heures)


@pytest.mark.parametrize("jour", [PASSAGE_A_L_HEURE_D_ETE, PASSAGE_A_L_HEURE_D_HIVER])
def test_une_matinee_d_un_jour_de_changement_d_heure_dure_ce_que_dit_la_pendule(jour):
    assert duree(jour, time(8), time(12)) == timedelta(hours=4)


def test_une_heure_que_la_pendule_saute_est_refusee():
    for debut, fin in [(time(2, 30), time(5)), (time(1), time(2, 30))]:
        with pytest.raises(HeureInexistante, match=r"02:30 n'existe pas : on passe ce jour-là à l'heure d'été"):
            plage(PASSAGE_A_L_HEURE_D_ETE, debut, fin)


def test_une_heure_que_la_pendule_dit_deux_fois_est_prise_au_plus_large():
    assert duree(PASSAGE_A_L_HEURE_D_HIVER, time(2), time(2, 30)) == timedelta(hours=1, minutes=30)
    assert duree(PASSAGE_A_L_HEURE_D_HIVER, time(1), time(2, 30)) == timedelta(hours=2, minutes=30)


@pytest.mark.parametrize("fin", [time(8), time(9)])
def test_une_fin_qui_ne_suit_pas_le_debut_est_refusee(fin):
    with pytest.raises(PlageImpossible, match="doit venir après l'heure de début \\(09:00\\)"):
        plage(date(2026, 6, 17), time(9), fin)


def test_une_periode_couvre_la_nuit_et_les_jours_entre_ses_bornes():
    nuit = periode(date(2026, 6, 17), time(22), date(2026, 6, 18), time(6))
    assert nuit.upper - nuit.lower == timedelta(hours=8)
    assert nuit.bounds == "[)"


@pytest.mark.parametrize(
    ("jour", "heures"), [(PASSAGE_A_L_HEURE_D_ETE, 47), (PASSAGE_A_L_HEURE_D_HIVER, 49), (date(2026, 6, 17), 48)]
)
def test_deux_jours_dont_un_change_d_heure_durent_ce_que_durent_ces_jours(jour, heures):
    deux_jours = periode(jour, time(0), jour + timedelta(days=2), time(0))
    assert deux_jours.upper - deux_jours.lower == timedelta(hours=heures)


@pytest.mark.parametrize(
    ("fin", "heure"), [(date(2026, 6, 17), time(9)), (date(2026, 6, 17), time(8)), (date(2026, 6, 16), time(18))]
)
def test_une_periode_inversee_ou_nulle_est_refusee(fin, heure):
    with pytest.raises(PlageImpossible, match=r"doit venir après le début \(17/06/2026 à 09:00\)"):
        periode(date(2026, 6, 17), time(9), fin, heure)


def test_l_heure_lue_deux_fois_ne_rend_pas_possible_une_periode_inversee():
    with pytest.raises(PlageImpossible):
        periode(PASSAGE_A_L_HEURE_D_HIVER, time(2, 45), PASSAGE_A_L_HEURE_D_HIVER, time(2, 15))
