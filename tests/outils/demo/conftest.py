"""One académie, made once for all the tests of the factory."""

from datetime import date
from pathlib import Path

import pytest

from outils.demo.fabrique import fabriquer
from tests.outils.demo.fichiers import lire_csv, lire_cyclades

AUJOURD_HUI = date(2026, 11, 24)


@pytest.fixture(scope="session")
def academie(tmp_path_factory) -> Path:
    """The files of the demo, seen from 24 November 2026."""
    dossier = tmp_path_factory.mktemp("academie")
    fabriquer(dossier, taille="demo", graine=1, aujourd_hui=AUJOURD_HUI)
    return dossier


@pytest.fixture(scope="session")
def annuaire(academie):
    return lire_csv(academie / "annuaire.csv")


@pytest.fixture(scope="session")
def epp(academie):
    return lire_csv(academie / "epp.csv")


@pytest.fixture(scope="session")
def reprise(academie):
    return lire_csv(academie / "reprise.csv")


@pytest.fixture(scope="session")
def cyclades(academie):
    return lire_cyclades(academie)
