"""The demo pages in place of the product's, without a database, for the tests of the look."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as reglages
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.outillage.navigateur import Ecoute, ouvrir_page

GABARITS = Path(__file__).parent / "page_demo" / "templates"
CONTEXTE = [
    "django.template.context_processors.request",
    "imagin.socle.ui.volet.gabarit_cadre",
    "tests.socle.ui.page_demo.donnees.cadre",
]
INTERMEDIAIRES = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


@pytest.fixture
def page_demo(settings: Any) -> None:
    """Serve tests/socle/ui/page_demo instead of the activities."""
    moteur = reglages.TEMPLATES[0]
    options = {**moteur["OPTIONS"], "context_processors": CONTEXTE}
    settings.ROOT_URLCONF = "tests.socle.ui.page_demo.urls"
    settings.TEMPLATES = [{**moteur, "DIRS": [GABARITS], "OPTIONS": options}]


@pytest.fixture(scope="module")
def serveur_demo() -> Iterator[str]:
    """A server of the demo pages; pytest-django's own would restore a database after each test."""
    with override_settings(MIDDLEWARE=INTERMEDIAIRES):
        serveur = LiveServer("localhost")
    yield serveur.url
    serveur.stop()


@pytest.fixture
def ouvrir_navigateur(
    chromium: Browser, serveur_demo: str, page_demo: None, erreurs_navigateur: Ecoute
) -> Iterator[Callable[..., Page]]:
    """As in tests/conftest.py, on the demo pages."""
    with ExitStack() as ouverts:
        yield lambda **options: ouverts.enter_context(
            ouvrir_page(chromium, serveur_demo, erreurs_navigateur, **options)
        )
    if erreurs_navigateur.erreurs:
        pytest.fail("le navigateur signale : " + " ; ".join(erreurs_navigateur.erreurs), pytrace=False)
