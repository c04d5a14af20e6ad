"""Fixtures of the outbox: a mail server, mails to deposit, and the state in which they end."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from imagin.socle.envois.depot import Courriel, deposer_courriels
from imagin.socle.envois.enums import COURRIEL
from imagin.socle.envois.expedition import expedier
from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests.socle.envois.serveur import Serveur, servir


@pytest.fixture
def serveur(settings) -> Iterator[Serveur]:
    """A real SMTP server, which the outbox is told to use."""
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 5
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.IMAGIN_EXPEDITEUR = "IMAG'IN, académie de Toulouse <ne-pas-repondre@examens.example>"
    with servir() as serveur:
        settings.EMAIL_PORT = serveur.port
        yield serveur


@pytest.fixture
def deposer():
    """Deposit, in one committed transaction, a mail per subject to « <subject>@ecole.example », key = subject."""

    def _deposer(*sujets: str, **champs) -> list[Envoi]:
        commun = {"corps": "Bonjour,\n\nÀ bientôt.\n", **champs}
        courriels = [
            Courriel(**{"cle": sujet, "destinataire": f"{sujet}@ecole.example", "sujet": sujet, **commun})
            for sujet in sujets
        ]
        with transaction.atomic():
            return deposer_courriels(courriels)

    return _deposer


@pytest.fixture
def etats():
    """The state of each row, by subject."""
    return lambda: dict(Envoi.objects.order_by("id").values_list("sujet", "etat"))


@pytest.fixture
def le_temps_passe():
    """Bring every postponed row to its next attempt, and send."""

    def _passer():
        Envoi.objects.update(prochaine_tentative=maintenant())
        return expedier(COURRIEL)

    return _passer
