"""A database of its own for the measures, in the cluster of the demo: durable, as in production."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from outils.postgres import arreter, demarrer

if TYPE_CHECKING:
    from django.test import Client

BASE = "imagin_mesures"


@contextmanager
def base_neuve() -> Iterator[None]:
    """An empty, migrated database behind Django's default connection; dropped afterwards, the cluster left as found."""
    connexion = demarrer("demo")
    with psycopg.connect(connexion.url("postgres"), autocommit=True) as serveur:
        serveur.execute(f"DROP DATABASE IF EXISTS {BASE} WITH (FORCE)")
        serveur.execute(f"CREATE DATABASE {BASE}")
    try:
        _brancher(connexion.url(BASE))
        yield
    finally:
        _debrancher()
        with psycopg.connect(connexion.url("postgres"), autocommit=True) as serveur:
            serveur.execute(f"DROP DATABASE {BASE} WITH (FORCE)")
        if not connexion.deja_la:
            arreter("demo")


def _brancher(adresse: str) -> None:
    os.environ |= {"DJANGO_SETTINGS_MODULE": "imagin.config.settings", "IMAGIN_DEMO": "1", "IMAGIN_BASE": adresse}
    import django
    from django.core.management import call_command
    from django.db import connections

    from imagin.config.environnement import lire_base
    from imagin.socle.traces.signature import signer_les_ecritures

    django.setup()
    connections["default"].close()
    connections.settings["default"].update(lire_base("IMAGIN_BASE"))
    signer_les_ecritures("bench")
    call_command("migrate", verbosity=0)


def _debrancher() -> None:
    from django.db import connections

    connections.close_all()


def chef_de_centre() -> "Client":
    """A test client signed in as the head of a centre where every activity is open; needs `base_neuve`."""
    from django.test import Client

    from imagin.config.activites import MENU
    from tests import factories as f

    for activite in MENU:
        f.ouverture(activite.code)
    f.mission()
    compte = f.compte()
    client = Client(SERVER_NAME="localhost")
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = f"etablissement:{compte.delegations.get().pk}"
    session.save()
    return client


@contextmanager
def sans_collecte() -> Iterator[None]:
    """Static files under their plain names, as none were collected here."""
    from django.test import override_settings

    with override_settings(
        STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    ):
        yield
