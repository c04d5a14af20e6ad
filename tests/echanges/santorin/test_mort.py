"""A worker killed at any moment loses nothing, and SANTORIN acts once upon each message."""

import os
import random
import time

import pytest

from imagin.echanges.santorin.canal import SANTORIN
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.envois.sonnette import sonner
from tests.echanges.santorin.serveur_https import JETON, servir
from tests.socle.envois.ouvrier import attendre, attendre_que, ouvrier

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-15")]

MORTS = 3


@pytest.fixture
def serveur(tmp_path, settings, monkeypatch):
    """The receiver, which the worker's process is told of too."""
    with servir(tmp_path) as serveur:
        reglages = {
            "IMAGIN_SANTORIN": f"https://localhost:{serveur.port}",
            "IMAGIN_SANTORIN_SECRET": JETON,
            "IMAGIN_SANTORIN_AUTORITE": serveur.autorite,
        }
        for nom, valeur in reglages.items():
            setattr(settings, nom, valeur)
            monkeypatch.setenv(nom, valeur)
        yield serveur


def test_un_ouvrier_tue_ne_perd_rien_et_chaque_message_ne_compte_qu_une_fois(serveur, convoques, etats):
    hasard = random.Random(os.urandom(8))
    convoques(*(f"DUPONT-{rang}" for rang in range(40)))
    with ouvrier() as processus:
        serveur.avant_reponse = processus.kill
        attendre(processus)
    serveur.avant_reponse = lambda: time.sleep(0.01)
    assert etats()[0] == EtatEnvoi.EN_COURS
    for _ in range(MORTS):
        recus = len(serveur.recepteur.recus)
        sonner(SANTORIN)
        with ouvrier():
            attendre_que(lambda recus=recus: len(serveur.recepteur.recus) > recus)
            time.sleep(hasard.uniform(0, 0.1))
    serveur.avant_reponse = lambda: None
    finir()
    assert etats() == [EtatEnvoi.ENVOYE] * 40
    envoyes = list(Envoi.objects.order_by("id").values_list("message_id", flat=True))
    assert [message["identifiant"] for message in serveur.recepteur.pris] == envoyes
    assert 1 <= len(serveur.recepteur.recus) - 40 <= MORTS + 1


def finir():
    """Send, once PostgreSQL has seen that the dead worker's session is over."""
    fin = time.monotonic() + 60
    while Envoi.objects.exclude(etat=EtatEnvoi.ENVOYE).exists():
        expedier(SANTORIN)
        assert time.monotonic() < fin, "trop long"
        time.sleep(0.05)
