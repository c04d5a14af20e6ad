import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.tasks import rattraper

pytestmark = pytest.mark.django_db(transaction=True)


def test_la_ronde_de_chaque_minute_sonne_pour_ce_qui_attend(deposer):
    rattraper(timestamp=0)
    assert not ProcrastinateJob.objects.exists()
    deposer("a")
    for _ in range(2):
        rattraper(timestamp=0)
    assert [job.args for job in ProcrastinateJob.objects.order_by("id")] == [{"canal": "courriel"}]
    assert Envoi.objects.get().etat == EtatEnvoi.A_ENVOYER
