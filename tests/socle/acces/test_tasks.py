"""Sessions that ended long ago are deleted."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from imagin.socle.acces.tasks import purger_sessions
from imagin.socle.temps import maintenant


@pytest.mark.django_db
def test_les_sessions_finies_depuis_un_jour_sont_purgees_les_autres_restent():
    for rang, heures in enumerate((25, 23, -1)):
        expire = maintenant() - timedelta(hours=heures)
        Session.objects.create(session_key=f"cle{rang}", session_data="", expire_date=expire)
    assert purger_sessions() == 1
    assert set(Session.objects.values_list("session_key", flat=True)) == {"cle1", "cle2"}
