"""A PostgreSQL of the test's own, to be stopped, killed and started again without harm to the other tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from outils import postgres
from outils.postgres_programmes import trouver_programmes


@contextmanager
def grappe_a_part() -> Iterator[Path]:
    """Give `outils.postgres` a place of its own, with the programs already there; its « demo » goes at the end."""
    programmes = trouver_programmes(postgres._racine())
    racine = Path(tempfile.mkdtemp(dir="/var/tmp"))
    racine.chmod(0o755)
    (racine / programmes.parent.name).symlink_to(programmes.parent)
    with pytest.MonkeyPatch.context() as patron:
        patron.setattr(postgres, "_racine", lambda: racine)
        patron.setattr(postgres, "RACINE_DE_ROOT", racine)
        try:
            yield racine
        finally:
            postgres.arreter("demo")
            shutil.rmtree(racine)
