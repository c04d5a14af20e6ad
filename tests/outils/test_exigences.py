"""« make exigences » reads the marks where they are: on a test, its class, its module."""

from pathlib import Path

import pytest

from outils import exigences

TESTS = """
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G1.3-07")]

@pytest.mark.exigence("G4.2-07", "G4.2-08")
def test_convoquer(): ...

@pytest.mark.exigence("GG-07")
class TestTraces:
    @pytest.mark.parametrize("n", [1])
    def test_qui(self, n): ...

def outil(): ...
"""


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with four requirements and a file of tests."""
    (tmp_path / "docs").mkdir()
    lignes = "\n".join(f"- {numero} Texte." for numero in ("G1.3-07", "G2.1-01", "G4.2-07", "GG-07"))
    (tmp_path / "docs" / "exigences.md").write_text(lignes, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_x.py").write_text(TESTS, encoding="utf-8")
    monkeypatch.setattr(exigences, "DEPOT", tmp_path)
    return tmp_path


def test_chaque_exigence_a_sa_ligne_et_une_inconnue_est_signalee(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exigences.main() == 1
    sortie, erreurs = capsys.readouterr()
    assert sortie.splitlines() == [
        "G1.3-07 tests/test_x.py::test_convoquer, tests/test_x.py::TestTraces::test_qui",
        "G2.1-01 AUCUN",
        "G4.2-07 tests/test_x.py::test_convoquer",
        "GG-07 tests/test_x.py::TestTraces::test_qui",
    ]
    assert "exigence inconnue G4.2-08" in erreurs
