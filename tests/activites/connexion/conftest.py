"""What the tests of sign-in share."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.acces import MOT_DE_PASSE


@pytest.fixture(autouse=True)
def compteurs_a_zero(db: None) -> None:
    """Attempts are counted in the cache."""
    cache.clear()


@pytest.fixture
def texte() -> Callable[[Any], str]:
    """Body of a page, entities read."""
    return lambda reponse: html.unescape(reponse.content.decode())


@pytest.fixture
def se_connecter() -> Callable[..., Any]:
    """Sign in through the screen; the answer of the last page."""

    def connecter(client: Client, identifiant: str = "chef.0310038Y", mot_de_passe: str = MOT_DE_PASSE, **options: Any):
        suite = options.pop("suite", "")
        adresse = f"/connexion/?next={suite}" if suite else "/connexion/"
        donnees = {"login": identifiant, "password": mot_de_passe} | ({"next": suite} if suite else {})
        return client.post(adresse, donnees, **({"follow": True} | options))

    return connecter
