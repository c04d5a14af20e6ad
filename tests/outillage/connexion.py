"""Somebody signed in: fixtures of the screens and journeys."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from imagin.domaine.acces.models import Compte
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE


@pytest.fixture
def chef(client: Client, db: None) -> Client:
    """Test client of the head of LPO Bellevue, where the activity is open."""
    f.ouverture()
    se_connecter(client, f.compte())
    return client


def se_connecter(client: Client, compte: Compte) -> None:
    """Sign that account in, for its only établissement."""
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = f"etablissement:{compte.delegations.get().pk}"
    session.save()


@pytest.fixture
def connecter(ouvrir_navigateur: Callable[..., Page]) -> Callable[..., Page]:
    """A browser signed in as the head of LPO Bellevue, through the sign-in screen."""

    def ouvrir(identifiant: str = "chef.0310038Y", **options: Any) -> Page:
        page = ouvrir_navigateur(**options)
        page.goto("/connexion/")
        page.get_by_label("Identifiant").fill(identifiant)
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Valider").click()
        page.wait_for_url("/")
        return page

    return ouvrir
