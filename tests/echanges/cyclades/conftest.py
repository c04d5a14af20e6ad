"""What the tests of the connector share: the centres of the published example, and a way to import bytes."""

from collections.abc import Callable

import pytest

from imagin.domaine.missions.models import Mission
from imagin.echanges.cyclades.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer
from tests.factories import commission, etablissement, mission, session


@pytest.fixture
def centres(db) -> None:
    etablissement()
    etablissement("0312267W", "LGT DES ARENES TOULOUSE CEDEX 3")


@pytest.fixture
def mission_presente(centres) -> Mission:
    """One of the missions of the published example, as an earlier import left it."""
    session_bcg = session(annee=2027)
    presente = mission(numero=193660, session=session_bcg, centre=etablissement("0312267W"), ciblee=False)
    commission(presente, "1")
    return presente


@pytest.fixture
def importer_cyclades(centres, tmp_path) -> Callable[..., Import]:
    """Write these bytes as a file, import it, and check that it was applied unless told otherwise."""

    def appliquer(contenu: bytes, *, etat: EtatImport = EtatImport.APPLIQUE, **options) -> Import:
        (tmp_path / "cyclades.zip").write_bytes(contenu)
        bilan = importer(CONNECTEUR, tmp_path / "cyclades.zip", **{"appliquer": True} | options)
        assert bilan.etat == etat, (bilan.message, bilan.rejets)
        return bilan

    return appliquer
