"""Wrong settings stop the site as they stop the worker, with a sentence that says which."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from imagin.config import environnement as e
from imagin.config.controles import refuser_les_mauvais_reglages
from tests.outillage.maison import DEPOT


@pytest.mark.parametrize(
    ("valeur", "lecture"),
    [
        ("court", lambda nom: e.lire_secret(nom, exige=True)),
        ("a" * 60, lambda nom: e.lire_secret(nom, exige=True)),
        ("court aussi", lambda nom: e.lire_secret(nom, exige=False)),
        ("court", e.lire_anciens_secrets),
        ("oiu", e.lire_booleen),
        ("un an", lambda nom: e.lire_reglage_entier(nom, 365)),
        ("-1", lambda nom: e.lire_reglage_entier(nom, 365)),
        ("9" * 5000, lambda nom: e.lire_reglage_entier(nom, 365)),
        ("0", lambda nom: e.lire_reglage_entier(nom, 365, au_moins=1)),
        ("imagin.ac-toulouse.fr", lambda nom: e.lire_url(nom, "")),
        ("https://", lambda nom: e.lire_url(nom, "")),
        ("smtp:vingt-cinq", lambda nom: e.lire_serveur(nom, "localhost", 25)),
        ("smtp:99999", lambda nom: e.lire_serveur(nom, "localhost", 25)),
        ("BAVARD", lambda nom: e.lire_parmi(nom, ("INFO",), "INFO", "INFO")),
        ("10.0.0.7,unixe", e.lire_mandataires),
    ],
)
def test_un_reglage_faux_est_refuse_en_le_nommant(monkeypatch, valeur, lecture):
    monkeypatch.setenv("IMAGIN_ESSAI", valeur)
    with pytest.raises(ImproperlyConfigured, match="IMAGIN_ESSAI"):
        lecture("IMAGIN_ESSAI")


def test_les_valeurs_justes_sont_lues(monkeypatch):
    monkeypatch.setenv("IMAGIN_ESSAI", "10.0.0.7, unix")
    unix, reseaux = e.lire_mandataires("IMAGIN_ESSAI")
    assert (unix, [str(reseau) for reseau in reseaux]) == (True, ["10.0.0.7/32"])
    monkeypatch.setenv("IMAGIN_ESSAI", "https://imagin.ac-toulouse.fr/")
    assert e.lire_url("IMAGIN_ESSAI", "") == "https://imagin.ac-toulouse.fr"
    monkeypatch.delenv("IMAGIN_ESSAI")
    assert e.lire_serveur("IMAGIN_ESSAI", "localhost", 25) == ("localhost", 25)
    assert e.lire_reglage_entier("IMAGIN_ESSAI", 365) == 365


def test_les_reglages_des_essais_suffisent_au_site():
    refuser_les_mauvais_reglages()


@pytest.mark.parametrize(
    ("reglage", "phrase"),
    [
        ({"IMAGIN_SANTORIN": "n'importe quoi"}, "IMAGIN_SANTORIN"),
        ({"IMAGIN_SECRET": "court"}, "IMAGIN_SECRET est trop court"),
        ({"IMAGIN_MANDATAIRE_HTTPS": "oui"}, "IMAGIN_MANDATAIRES"),
    ],
)
def test_un_vrai_gunicorn_ne_demarre_pas_sur_un_reglage_faux(reglage, phrase):
    commande = [sys.executable, "-m", "gunicorn", "imagin.config.wsgi", "--check-config", "--no-control-socket"]
    fini = subprocess.run(
        commande, cwd=DEPOT, env={**os.environ, **reglage}, capture_output=True, text=True, timeout=60, check=False
    )
    assert fini.returncode != 0
    assert phrase in fini.stderr
