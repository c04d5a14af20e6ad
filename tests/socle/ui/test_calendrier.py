from datetime import date, time

import pytest
from django.template import Context, Template
from lxml import html

from imagin.socle.ui.calendrier import mois_du_calendrier

POSSIBLES = [date(2027, 6, 2), date(2027, 5, 31), date(2027, 6, 1)]


@pytest.mark.exigence("G4.2-09")
def test_les_mois_qui_ont_des_dates_en_semaines_du_lundi():
    mai, juin = mois_du_calendrier(POSSIBLES)
    assert (mai.premier, juin.premier) == (date(2027, 5, 1), date(2027, 6, 1))
    assert all(len(semaine) == 7 for semaine in (*mai.semaines, *juin.semaines))
    assert [jour and jour.date.day for jour in mai.semaines[0]] == [None] * 5 + [1, 2]
    assert [j.date for m in (mai, juin) for s in m.semaines for j in s if j and j.possible] == sorted(POSSIBLES)


@pytest.mark.exigence("G4.2-09")
def test_les_heures_sont_8h_18h_sauf_celles_deja_choisies():
    mai, juin = mois_du_calendrier(POSSIBLES, {date(2027, 6, 1): (time(9), time(12, 30))})
    choisie = next(j for s in juin.semaines for j in s if j and j.choisie)
    autre = next(j for s in mai.semaines for j in s if j and j.possible)
    assert (choisie.date.day, choisie.debut, choisie.fin) == (1, time(9), time(12, 30))
    assert (autre.choisie, autre.debut, autre.fin) == (False, time(8), time(18))


def test_une_date_choisie_qui_n_est_plus_possible_reste_visible():
    [aout] = mois_du_calendrier([], [date(2027, 8, 15)])
    assert [j.possible for s in aout.semaines for j in s if j and j.choisie] == [True]


def test_aucune_date():
    assert mois_du_calendrier([]) == []
    assert "Aucune date possible." in Template("{% calendrier mois %}").render(Context({"mois": []}))


def test_le_calendrier_est_fait_de_cases_et_d_heures():
    mois = mois_du_calendrier(POSSIBLES, [date(2027, 6, 2)])
    page = html.fromstring(Template('{% calendrier mois nom="jours" %}').render(Context({"mois": mois})))
    assert page.xpath('//input[@name="jours"]/@value') == ["2027-05-31", "2027-06-01", "2027-06-02"]
    assert page.xpath('//input[@name="jours"][@checked]/@aria-label') == ["mercredi 2 juin 2027"]
    assert page.xpath('//input[@name="debut_2027-06-02"]/@value') == ["08:00"]
    assert page.xpath('//input[@name="fin_2027-06-02"]/@value') == ["18:00"]
    assert page.xpath("//caption/text()") == ["mai 2027", "juin 2027"]
    assert page.xpath("(//thead)[1]//abbr/text()") == list("LMMJVSD")
