"""How créneaux are read, over midnight and the changes of hour."""

from datetime import UTC, datetime

import pytest

from imagin.echanges.reprise.creneaux import CreneauIllisible, lire_creneaux


def test_les_creneaux_sont_ranges_dans_l_ordre():
    plages = lire_creneaux("2027-01-08T08:00/2027-01-08T10:00, 2027-01-07T08:00/2027-01-07T10:00")
    assert [plage.lower for plage in plages] == [
        datetime(2027, 1, 7, 7, tzinfo=UTC),
        datetime(2027, 1, 8, 7, tzinfo=UTC),
    ]


def test_un_creneau_peut_finir_a_minuit():
    [plage] = lire_creneaux("2027-01-07T20:00/2027-01-08T00:00")
    assert plage.upper == datetime(2027, 1, 7, 23, tzinfo=UTC)


def test_deux_creneaux_peuvent_se_toucher():
    assert len(lire_creneaux("2027-01-07T08:00/2027-01-07T10:00,2027-01-07T10:00/2027-01-07T12:00")) == 2


@pytest.mark.parametrize(
    "texte", ["2027-01-07T08:00", "2027-01-07T8:00/2027-01-07T10:00", "2027-01-07T08:00/", ",", "a/b"]
)
def test_ce_qui_n_est_pas_un_creneau_est_refuse(texte):
    with pytest.raises(CreneauIllisible, match="attendu"):
        lire_creneaux(texte)
