from datetime import timedelta

from imagin.socle.envois.reprise import DELAI_MAXIMAL, TENTATIVES_MAXIMALES, delai_avant_reprise, est_a_abandonner


def test_les_reprises_s_espacent_jusqu_a_une_heure():
    attendus = [timedelta(seconds=30 * 2**rang) for rang in range(7)] + [DELAI_MAXIMAL] * 73
    for tentatives, attendu in enumerate(attendus, start=1):
        assert 0.75 * attendu <= delai_avant_reprise(tentatives) <= attendu


def test_un_serveur_arrete_trois_jours_ne_fait_rien_abandonner():
    attente = sum((delai_avant_reprise(tentatives) for tentatives in range(1, TENTATIVES_MAXIMALES)), timedelta(0))
    assert attente > timedelta(hours=54)
    assert not est_a_abandonner(TENTATIVES_MAXIMALES - 1)
    assert est_a_abandonner(TENTATIVES_MAXIMALES)
