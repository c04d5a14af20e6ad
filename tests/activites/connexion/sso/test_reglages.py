"""What the operator sets, and what is said when it is wrong."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from imagin.config.environnement import lire_guichet, lire_reseaux
from imagin.config.portail import ParLePortail


def test_le_guichet_se_regle_par_l_environnement(monkeypatch):
    assert lire_guichet() == {}
    monkeypatch.setenv("IMAGIN_OIDC_ADRESSE", "https://guichet.example/realms/agents/")
    monkeypatch.setenv("IMAGIN_OIDC_CLIENT", "imagin")
    with pytest.raises(ImproperlyConfigured, match="IMAGIN_OIDC_SECRET"):
        lire_guichet()
    monkeypatch.setenv("IMAGIN_OIDC_SECRET", "s")
    assert lire_guichet() == {
        "adresse": "https://guichet.example/realms/agents",
        "client": "imagin",
        "secret": "s",
        "nom": "votre compte académique",
        "portee": "openid profile email",
    }


def test_les_adresses_du_portail_sont_des_reseaux(monkeypatch):
    monkeypatch.setenv("IMAGIN_MANDATAIRE_ADRESSES", "10.0.0.7, 10.1.0.0/16,fd00::/8")
    assert [str(reseau) for reseau in lire_reseaux("IMAGIN_MANDATAIRE_ADRESSES")] == [
        "10.0.0.7/32", "10.1.0.0/16", "fd00::/8",
    ]  # fmt: skip
    monkeypatch.setenv("IMAGIN_MANDATAIRE_ADRESSES", "10.1.0.3/16")
    with pytest.raises(ImproperlyConfigured, match="une adresse ou un réseau"):
        lire_reseaux("IMAGIN_MANDATAIRE_ADRESSES")


def test_un_fichier_de_correspondance_faux_empeche_le_demarrage(settings, tmp_path):
    settings.IMAGIN_CORRESPONDANCE = str(tmp_path / "absent.toml")
    with pytest.raises(ImproperlyConfigured, match="ne se lit pas"):
        ParLePortail(lambda requete: None)
