"""PostgreSQL restarts under the worker, as at an update: for real, on a cluster of the test's own."""

import os
import signal
import subprocess
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.envois.models import Envoi
from outils import postgres
from outils.postgres_programmes import trouver_programmes
from tests.outillage.grappe import grappe_a_part
from tests.socle.envois.ouvrier import attendre, attendre_que, ouvrier

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exigence("G4.2-18")]

NOMBRE = 40


@pytest.fixture
def base_a_part() -> Iterator[None]:
    """Django on a copy of the test's database, in a cluster that may be stopped."""
    reglages = connection.settings_dict
    depart = dict(reglages)
    copie = _dire(reglages, "pg_dump")
    with grappe_a_part():
        acces = postgres.demarrer("demo")
        connections.close_all()
        reglages |= {"HOST": "127.0.0.1", "PORT": acces.port, "PASSWORD": acces.mot_de_passe, "NAME": "imagin"}
        _dire(reglages, "psql", "-q", "-v", "ON_ERROR_STOP=1", entree=copie)
        try:
            yield
        finally:
            connections.close_all()
            reglages |= depart


def _dire(base: dict, programme: str, *options: str, entree: str = "") -> str:
    """What a program of PostgreSQL writes, told to work on that database."""
    acces = {"PGHOST": base["HOST"], "PGPORT": str(base["PORT"]), "PGUSER": base["USER"], "PGDATABASE": base["NAME"]}
    return subprocess.run(
        [trouver_programmes(postgres._racine()) / programme, *options],
        env={**os.environ, **acces, "PGPASSWORD": base["PASSWORD"]},
        input=entree,
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def test_la_base_redemarre_sous_l_ouvrier_qui_continue_sans_rien_perdre_ni_doubler(base_a_part, serveur, deposer):
    serveur.lenteur = 0.02
    deposer(*(f"s{rang}" for rang in range(NOMBRE)))
    with ouvrier() as processus:
        attendre_que(lambda: len(serveur.recus) > NOMBRE // 4)
        assert postgres.arreter("demo")
        connections.close_all()
        partis = len(serveur.recus)
        assert partis < NOMBRE
        postgres.demarrer("demo")
        deposer("apres")
        attendre_que(lambda: not Envoi.objects.filter(etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS)).exists())
        assert processus.poll() is None
        processus.send_signal(signal.SIGTERM)
        erreurs = attendre(processus)
    assert processus.returncode == 0
    assert "Les travaux se sont interrompus : ils reprennent" in erreurs
    assert sorted(serveur.exemplaires.values()) == [1] * (NOMBRE + 1)
    assert Envoi.objects.filter(etat=EtatEnvoi.INCERTAIN).count() <= 1
