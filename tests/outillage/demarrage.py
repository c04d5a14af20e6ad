"""Loaded before all else (`-p` in pyproject.toml): the settings are read from the environment this makes.

`IMAGIN_BASE_TEST` names a PostgreSQL of one's own where databases may be created; without it the checkout's « test »
cluster is started, or found alive. The variable is set for the xdist workers, which inherit it.
"""

import os

import pytest

from outils import postgres

VARIABLE = "IMAGIN_BASE_TEST"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Give the settings a whole environment, whatever the one we were started from."""
    if VARIABLE not in os.environ:
        try:
            os.environ[VARIABLE] = postgres.demarrer("test").url()
        except postgres.ErreurPostgres as erreur:
            pytest.exit(str(erreur), returncode=1)
    for nom in [nom for nom in os.environ if nom.startswith("IMAGIN_") and nom != VARIABLE]:
        del os.environ[nom]
    os.environ.update(
        IMAGIN_BASE=os.environ[VARIABLE],
        IMAGIN_SECRET="secret-de-test-" + "0123456789" * 5,
        IMAGIN_HOTES="localhost,127.0.0.1,testserver",
        IMAGIN_HTTPS="non",
    )
