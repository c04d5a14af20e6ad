"""A setting that cannot work is said when the instance starts, in French."""

import pytest

from imagin.echanges.santorin.canal import SANTORIN
from imagin.echanges.santorin.controles import controler_santorin
from imagin.socle.envois.canaux import est_actif, est_repetable

pytestmark = pytest.mark.exigence("G4.2-15")


@pytest.fixture
def regler(settings, tmp_path):
    """Set these, the others being empty; « * » is a file that exists."""
    fichier = tmp_path / "fichier"
    fichier.touch()

    def _regler(adresse: str, **champs: str) -> list[str]:
        settings.IMAGIN_SANTORIN = adresse
        for nom in ("SECRET", "CLE", "HOTES", "AUTORITE"):
            valeur = champs.get(nom, "")
            setattr(settings, f"IMAGIN_SANTORIN_{nom}", str(fichier) if valeur == "*" else valeur)
        return [erreur.msg for erreur in controler_santorin()]

    return _regler


@pytest.mark.parametrize(
    ("adresse", "champs"),
    [
        ("", {"HOTES": "/nulle/part"}),
        ("dossier:///srv/santorin", {}),
        ("sftp://imagin@santorin.example/depots", {"SECRET": "s", "HOTES": "*"}),
        ("sftp://imagin@santorin.example:2222", {"CLE": "*", "HOTES": "*"}),
        ("https://santorin.example/imagin", {"SECRET": "s", "AUTORITE": "*"}),
    ],
)
def test_ces_reglages_conviennent(regler, adresse, champs):
    assert regler(adresse, **champs) == []


@pytest.mark.parametrize(
    ("adresse", "champs", "phrase"),
    [
        ("http://santorin.example", {"SECRET": "s"}, "n'est pas chiffré"),
        ("ftp://santorin.example", {}, "adresse inconnue"),
        ("/srv/santorin", {}, "adresse inconnue"),
        ("https://santorin.example/?x=1", {"SECRET": "s"}, "adresse inconnue"),
        ("https://[santorin", {"SECRET": "s"}, "adresse illisible"),
        ("sftp://imagin@santorin.example:port", {}, "adresse illisible"),
        ("dossier://srv/santorin", {}, "dossier:///chemin/complet"),
        ("dossier:///", {}, "dossier:///chemin/complet"),
        ("https:///imagin", {"SECRET": "s"}, "le nom de la machine"),
        ("sftp://santorin.example/x", {"SECRET": "s", "HOTES": "*"}, "le compte"),
        ("sftp://imagin:secret@santorin.example/x", {"HOTES": "*"}, "IMAGIN_SANTORIN_SECRET"),
        ("https://jeton@santorin.example", {}, "IMAGIN_SANTORIN_SECRET"),
        ("https://santorin.example", {}, "il manque IMAGIN_SANTORIN_SECRET (jeton)"),
        ("sftp://imagin@santorin.example/x", {"HOTES": "*"}, "IMAGIN_SANTORIN_CLE (clé privée)"),
        ("sftp://imagin@santorin.example/x", {"SECRET": "s"}, "IMAGIN_SANTORIN_HOTES"),
        ("sftp://imagin@santorin.example/x", {"SECRET": "s", "HOTES": "/nulle/part"}, "n'existe pas"),
        ("https://santorin.example", {"SECRET": "s", "AUTORITE": "/nulle/part"}, "n'existe pas"),
    ],
)
def test_un_reglage_impossible_est_dit_au_demarrage(regler, adresse, champs, phrase):
    [message] = regler(adresse, **champs)
    assert phrase in message
    assert ":secret" not in message


def test_sans_adresse_la_transmission_est_coupee(settings):
    settings.IMAGIN_SANTORIN = ""
    assert not est_actif(SANTORIN)
    settings.IMAGIN_SANTORIN = "dossier:///srv/santorin"
    assert est_actif(SANTORIN)
    assert est_repetable(SANTORIN)
