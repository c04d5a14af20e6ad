"""The embedded PostgreSQL, for real: created, reused, killed, started again."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from outils import postgres, postgres_memoire
from tests.outillage.grappe import grappe_a_part


@pytest.fixture
def ailleurs() -> Iterator[Path]:
    """Where the clusters of the test lie."""
    with grappe_a_part() as racine:
        yield racine


def _lire(connexion: postgres.Connexion) -> int:
    with psycopg.connect(connexion.url()) as base:
        lu = base.execute("SELECT count(*) FROM temoin").fetchone()
    return lu[0] if lu else 0


def test_la_base_garde_port_et_donnees_apres_un_arret_et_un_kill_9(ailleurs: Path) -> None:
    premiere = postgres.demarrer("demo")
    assert premiere.deja_la is False
    with psycopg.connect(premiere.url()) as base:
        base.execute("CREATE TABLE temoin AS SELECT generate_series(1, 10)")
    assert postgres.demarrer("demo") == postgres.Connexion(premiere.port, premiere.mot_de_passe, deja_la=True)

    numero = next(ailleurs.rglob("postmaster.pid")).read_text(encoding="utf-8").split()[0]
    os.kill(int(numero), signal.SIGKILL)
    reprise = postgres.demarrer("demo")
    assert (reprise.port, reprise.deja_la, _lire(reprise)) == (premiere.port, False, 10)

    assert postgres.arreter("demo") is True
    assert postgres.arreter("demo") is False
    assert _lire(postgres.demarrer("demo")) == 10


def test_le_mot_de_passe_est_garde_secret_et_necessaire(ailleurs: Path) -> None:
    connexion = postgres.demarrer("demo")
    assert [chemin.stat().st_mode & 0o777 for chemin in ailleurs.rglob("demo.json")] == [0o600]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(connexion.url().replace(connexion.mot_de_passe, "autre"))


def test_un_numero_de_processus_repris_par_un_autre_n_empeche_pas_de_demarrer(ailleurs: Path) -> None:
    postgres.demarrer("demo")
    postgres.arreter("demo")
    donnees = next(ailleurs.rglob("PG_VERSION")).parent
    while donnees.name != "donnees":
        donnees = donnees.parent
    (donnees / "postmaster.pid").write_text(f"{os.getpid()}\n{donnees}\n", encoding="utf-8")
    shutil.chown(donnees / "postmaster.pid", donnees.owner(), donnees.group())
    assert postgres.demarrer("demo").deja_la is False


def test_les_extensions_necessaires_sont_la(ailleurs: Path) -> None:
    with psycopg.connect(postgres.demarrer("demo").url()) as base:
        for extension in ("unaccent", "pg_trgm", "btree_gist"):
            base.execute(f"CREATE EXTENSION {extension}")
        assert base.execute("SELECT unaccent(lower('ÉLÈVE'))").fetchone() == ("eleve",)


def test_une_base_inconnue_est_refusee_en_disant_lesquelles_existent(capsys: pytest.CaptureFixture[str]) -> None:
    assert postgres.main(["start", "autre"]) == 1
    assert "demo, test" in capsys.readouterr().err


def test_les_donnees_des_tests_sont_en_memoire_s_il_y_a_place_et_la_rendent(tmp_path, monkeypatch) -> None:
    memoire, grappe = tmp_path / "shm", tmp_path / "grappe"
    memoire.mkdir()
    monkeypatch.setattr(postgres_memoire, "MEMOIRE_VIVE", memoire)
    for place, la in ((1, True), (2**62, False)):
        monkeypatch.setattr(postgres_memoire, "PLACE", place)
        grappe.mkdir()
        postgres_memoire.mettre_en_memoire(grappe / "donnees")
        assert (grappe / "donnees").is_dir() is la
        postgres_memoire.effacer(grappe)
        assert (list(memoire.iterdir()), grappe.exists()) == ([], False)
    depot = memoire / "imagin-x" / "depot"
    depot.parent.mkdir()
    for chemin, reste in ((tmp_path, True), (tmp_path / "parti", False)):
        depot.write_text(str(chemin), encoding="utf-8")
        postgres_memoire.oublier_les_orphelines()
        assert depot.exists() is reste
