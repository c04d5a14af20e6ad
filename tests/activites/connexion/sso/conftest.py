"""A real guichet beside the tests, and what the directory of the Éducation nationale would say there."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client

from imagin.activites.connexion import guichet as relie
from tests.activites.connexion.sso.fournisseur import CLIENT, PERSONNE, SECRET

DEPOT = Path(__file__).resolve().parents[4]
CHEF = {**PERSONNE, "FrEduFonctAdm": "DIR", "FrEduRneResp": ["0310038Y$UAJ$PU$N$T3$LYC$300"]}


@dataclass
class Guichet:
    """The provider that runs: its address, and how the test wants it to behave."""

    adresse: str

    def regler(self, **reglages: Any) -> None:
        """Everything that is not said is as it should be."""
        requests.put(f"{self.adresse}/reglages", json={"personne": CHEF, **reglages}, timeout=5).raise_for_status()

    def s_identifier(self, demande: str, **formulaire: str) -> str:
        """What a person does there: agree. Returns the address they are sent back to, path and query."""
        retour = requests.post(demande, data=formulaire, allow_redirects=False, timeout=5)
        assert retour.status_code == 302, retour.text
        return urlsplit(retour.headers["Location"])._replace(scheme="", netloc="").geturl()


@pytest.fixture(scope="session")
def _processus() -> Iterator[str]:
    commande = [sys.executable, "-m", "tests.activites.connexion.sso.fournisseur"]
    with subprocess.Popen(
        commande, cwd=DEPOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as processus:
        assert processus.stdout is not None
        yield processus.stdout.readline().strip()
        processus.kill()


@pytest.fixture
def guichet(_processus: str, settings: Any) -> Guichet:
    """The guichet, configured here, where the head of LPO Bellevue is about to sign in."""
    relie._cles.cache_clear()
    settings.IMAGIN_GUICHET = {
        "adresse": _processus,
        "client": CLIENT,
        "secret": SECRET,
        "nom": "le guichet académique",
        "portee": "openid profile email",
    }
    ouvert = Guichet(_processus)
    ouvert.regler()
    return ouvert


@pytest.fixture
def par_le_guichet(guichet: Guichet, client: Client) -> Callable[..., Any]:
    """Sign in through the guichet; the answer of the last page."""

    def entrer(suite: str = "", **options: Any) -> Any:
        depart = client.get("/connexion/guichet/", {"next": suite} if suite else {})
        retour = guichet.s_identifier(depart["Location"])
        return client.get(retour, **({"follow": True} | options))

    return entrer
