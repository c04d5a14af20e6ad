import signal

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from imagin.socle.envois.enums import EtatEnvoi
from tests.socle.envois.ouvrier import attendre, attendre_que, ouvrier

pytestmark = pytest.mark.django_db(transaction=True)


def test_l_ouvrier_vide_la_boite_puis_s_arrete_si_on_le_demande(serveur, deposer, etats):
    deposer("a", "b")
    with ouvrier("--une-fois") as processus:
        assert "Traceback" not in attendre(processus)
        assert processus.returncode == 0
    assert serveur.sujets == ["a", "b"]
    assert set(etats().values()) == {EtatEnvoi.ENVOYE}


def test_l_ouvrier_qui_veille_envoie_des_le_depot_et_s_arrete_proprement(serveur, deposer):
    with ouvrier() as processus:
        deposer("a")
        attendre_que(lambda: serveur.sujets == ["a"])
        deposer("b")
        attendre_que(lambda: serveur.sujets == ["a", "b"])
        processus.send_signal(signal.SIGTERM)
        attendre(processus)
        assert processus.returncode == 0


def test_les_travaux_d_entretien_aboutissent_et_ne_laissent_pas_de_trace(serveur):
    for tache in ("envois.rattraper", "envois.oublier_les_vieux_travaux", "console.purger"):
        app.configure_task(tache).defer(timestamp=0)
    with ouvrier("--une-fois") as processus:
        assert "Traceback" not in attendre(processus)
    assert not ProcrastinateJob.objects.exists()
