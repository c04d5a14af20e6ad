"""The installation: nothing to do twice, and a French word for what is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from outils import installer
from outils.paquets import PieceManquante


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with its lock files, an environment, and programs that tell what they are asked."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "lib" / "python{}.{}".format(*sys.version_info[:2])).mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[build-system]\n[project]\n", encoding="utf-8")
    for nom in ("requirements/demo.txt", "requirements/dev.txt", ".venv/bin/python"):
        (tmp_path / nom).write_text(nom, encoding="utf-8")
    for nom, valeur in (("DEPOT", tmp_path), ("ENV", tmp_path / ".venv")):
        monkeypatch.setattr(installer, nom, valeur)
    monkeypatch.setattr(installer, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


@pytest.fixture
def lancees(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have run."""
    notees: list[list[str]] = []
    monkeypatch.setattr(installer, "_lancer", lambda commande, muet=False: notees.append(commande) or True)
    return notees


def test_une_seconde_installation_ne_fait_rien_et_dev_suffit_a_la_demo(depot: Path, lancees: list[list[str]]) -> None:
    installer.installer("dev")
    assert lancees
    lancees.clear()
    installer.installer("dev")
    installer.installer("demo")
    assert lancees == []


def test_un_verrou_change_se_reinstalle(depot: Path, lancees: list[list[str]]) -> None:
    installer.installer("demo")
    lancees.clear()
    (depot / "requirements" / "demo.txt").write_text("autre", encoding="utf-8")
    installer.installer("demo")
    assert any("--require-hashes" in commande for commande in lancees)


def test_sans_etre_root_la_piece_qui_manque_est_nommee_avec_sa_commande(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda nom: None)
    with pytest.raises(PieceManquante, match="sudo apt-get install -y chromium"):
        installer.installer_chromium()


def test_un_python_trop_ancien_est_refuse_en_francais() -> None:
    amorce = "import sys; sys.version_info = (3, 9); import outils.installer"
    resultat = subprocess.run(
        [sys.executable, "-c", amorce], capture_output=True, text=True, check=False, cwd=installer.DEPOT
    )
    assert resultat.returncode == 1
    assert "il faut Python 3.11 ou plus récent, celui-ci est le 3.9" in resultat.stderr
