"""Fixtures of all tests. What they are made of stands in tests/outillage/."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.conf import settings as reglages
from django.test import TransactionTestCase
from hypothesis import settings as reglages_hypothesis
from playwright.sync_api import Browser, Page, sync_playwright

from tests.outillage.base import BaseDEssai
from tests.outillage.courrier import Boite, ouvrir_boite
from tests.outillage.desordre import desordonner
from tests.outillage.gardes import VariablesInconnues, entrees_relues, sans_reseau
from tests.outillage.navigateur import Ecoute, axe, lancer_chromium, ouvrir_page
from tests.outillage.reglages import alleger
from tests.outillage.signature import signer_les_essais

pytest_plugins = ["tests.outillage.connexion", "tests.outillage.academies"]


# A loaded machine is not a defect: speed is measured in bench/. The same examples on each run: a landing is no draw.
reglages_hypothesis.register_profile("imagin", deadline=None, derandomize=True)
reglages_hypothesis.load_profile("imagin")


def pytest_configure() -> None:
    """Set what tests may not afford, and who signs what they write."""
    alleger()
    reglages.MIDDLEWARE = ["tests.outillage.signature.sans_signature", *reglages.MIDDLEWARE]
    signer_les_essais()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Fail a test whose pages asked for a variable that nobody gave them, or take Enter for another button."""
    with VariablesInconnues().a_l_ecoute() as inconnues, entrees_relues() as trompeuses:
        yield
    if trompeuses:
        pytest.fail("touche Entrée : " + " ; ".join(dict.fromkeys(trompeuses)), pytrace=False)
    if inconnues.vues:
        pytest.fail("variables de gabarit inconnues : " + " ; ".join(dict.fromkeys(inconnues.vues)), pytrace=False)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this process a database copied from the template (instead of pytest-django's, migrated each time)."""
    with django_db_blocker.unblock():
        base = BaseDEssai()
        base.preparer()
    patron = pytest.MonkeyPatch()
    patron.setattr(TransactionTestCase, "_fixture_teardown", lambda _: base.restaurer())
    yield
    patron.undo()
    with django_db_blocker.unblock():
        base.supprimer()


@pytest.fixture(autouse=True, scope="session")
def reseau_ferme() -> Iterator[None]:
    """Let no test reach beyond this machine."""
    with sans_reseau():
        yield


@pytest.fixture(autouse=True, scope="session")
def ordre_au_hasard() -> Iterator[None]:
    """Let no test rely on the order of a query that states none."""
    with desordonner():
        yield


@pytest.fixture
def smtp(settings: Any) -> Iterator[Boite]:
    """Receive for real, on this machine, the mails that the test makes leave."""
    boite, controleur = ouvrir_boite()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = boite.hote, boite.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield boite
    controleur.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser per process; each test opens contexts of its own in it.

    Playwright's loop stays the running one of this thread: Django is told that its own use of the database beside it is
    meant, and what runs a loop of its own (a job worker) must do so in another thread.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "oui"
    with sync_playwright() as playwright:
        navigateur = lancer_chromium(playwright)
        yield navigateur
        navigateur.close()


@pytest.fixture
def erreurs_navigateur() -> Ecoute:
    """What went wrong in the browser: a test that provokes an error on purpose empties `.erreurs`."""
    return Ecoute()


@pytest.fixture
def ouvrir_navigateur(chromium: Browser, live_server: Any, erreurs_navigateur: Ecoute) -> Iterator[Callable[..., Page]]:
    """Open as many browsers as the scene needs: `ouvrir_navigateur(viewport=…, java_script_enabled=False)`."""
    with ExitStack() as ouverts:
        yield lambda **options: ouverts.enter_context(
            ouvrir_page(chromium, live_server.url, erreurs_navigateur, **options)
        )
    if erreurs_navigateur.erreurs:
        pytest.fail("le navigateur signale : " + " ; ".join(erreurs_navigateur.erreurs), pytrace=False)


@pytest.fixture
def navigateur(ouvrir_navigateur: Callable[..., Page]) -> Page:
    """Return a page at 1440 x 900; addresses are relative to the live server. Fails the test on any browser error."""
    return ouvrir_navigateur()


@pytest.fixture(name="axe")
def axe_() -> Callable[[Page], list[str]]:
    """Return the accessibility check: `assert axe(navigateur) == []`."""
    return axe
