from datetime import UTC, date, datetime

import pytest
import time_machine

from imagin.socle.temps import aujourd_hui, en_heure_locale, maintenant


def test_maintenant_est_un_instant_situe():
    assert maintenant().utcoffset() is not None


@time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), tick=False)
def test_aujourd_hui_est_le_jour_francais_et_non_celui_de_greenwich():
    assert aujourd_hui() == date(2026, 7, 1)


def test_l_heure_locale_d_un_instant_sans_fuseau_est_refusee():
    with pytest.raises(ValueError, match="naive"):
        en_heure_locale(datetime(2026, 6, 30))  # noqa: DTZ001  (what is refused)
