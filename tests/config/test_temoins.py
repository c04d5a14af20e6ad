"""Cookies of production: nobody else on the domain can lay them."""

import os
import subprocess
import sys

from tests.outillage.maison import DEPOT

NOMS = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE"
LIRE = f"from imagin.config import settings as s; print({NOMS})"


def test_en_production_les_temoins_ne_viennent_que_de_cette_machine_par_https():
    fini = subprocess.run(
        [sys.executable, "-c", LIRE],
        cwd=DEPOT,
        env={**os.environ, "IMAGIN_HTTPS": "oui"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert fini.stdout.split() == ["__Host-imagin_session", "__Host-imagin_csrf", "True"]
