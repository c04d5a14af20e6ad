"""The académie's time zone is a setting: its days begin at its own midnight, in Python as in the database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as reglages_hypothesis
from hypothesis import strategies as st

from imagin.config import environnement as e
from imagin.socle.temps import aujourd_hui
from imagin.socle.temps.fuseau import poser_fuseau
from imagin.socle.temps.horloge import en_heure_locale

REUNION, TAHITI = "Indian/Reunion", "Pacific/Tahiti"  # 4 hours before UTC's midnight, 10 hours after it
pytestmark = [pytest.mark.exigence("G1.1-01")]


@pytest.fixture(params=[REUNION, TAHITI, "Europe/Paris"])
def fuseau(request, settings, db):
    settings.TIME_ZONE = request.param
    poser_fuseau()
    return request.param


def jour_en_base(instant: datetime):
    with connection.cursor() as curseur:
        curseur.execute("SELECT imagin_jour(%s)", [instant])
        return curseur.fetchone()[0]


def test_le_jour_change_a_minuit_de_l_academie(fuseau):
    minuit = datetime(2027, 9, 1, tzinfo=ZoneInfo(fuseau))
    for instant, jour in ((minuit - timedelta(seconds=1), "2027-08-31"), (minuit, "2027-09-01")):
        with time_machine.travel(instant, tick=False):
            assert str(aujourd_hui()) == jour
        assert str(jour_en_base(instant)) == jour


@reglages_hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(secondes=st.integers(0, 99 * 365 * 86_400))
def test_la_base_et_les_ecrans_disent_le_meme_jour(fuseau, secondes):
    instant = datetime(2000, 1, 2, tzinfo=UTC) + timedelta(seconds=secondes)
    assert jour_en_base(instant) == en_heure_locale(instant).date()


@pytest.mark.django_db
def test_la_rentree_se_juge_au_fuseau_de_l_academie():
    """G3.4-01: what the trigger calls this school year."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT prosrc FROM pg_proc WHERE proname = 'competences_saisie_validee'")
        assert "imagin_jour(now())" in curseur.fetchone()[0]


def test_un_fuseau_inconnu_empeche_de_demarrer(monkeypatch):
    for faux in ("Europe/Toulouse", "+04:00", "../etc/passwd", "Réunion"):
        monkeypatch.setenv("IMAGIN_FUSEAU", faux)
        with pytest.raises(ImproperlyConfigured, match=r"Indian/Reunion"):
            e.lire_fuseau("IMAGIN_FUSEAU", "Europe/Paris")
    monkeypatch.setenv("IMAGIN_FUSEAU", TAHITI)
    assert e.lire_fuseau("IMAGIN_FUSEAU", "Europe/Paris") == TAHITI
