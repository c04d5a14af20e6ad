"""What the tests of the connector share: missions and people to be affected, and a way to import lines."""

from collections.abc import Callable

import pytest

from imagin.domaine.missions.models import Mission
from imagin.echanges.reprise.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer
from tests.factories import commission, intervenant, jury, mission, salle

ENTETE = "mission;numero_agent;qualite;commission;jury;salle;creneaux;observation;convoquee_le\n"


@pytest.fixture
def scene(db) -> Mission:
    """A mission with a commission, a jury and a room; another one; two people."""
    creee = mission(numero=193660)
    commission(creee, "1")
    jury(creee, "J1")
    salle(creee, "B204")
    mission(numero=193653)
    intervenant("DELMAS", "Hélène", reference="4189")
    intervenant("CAZAUX", "Benoît", reference="4207")
    return creee


@pytest.fixture
def importer_reprise(scene, tmp_path) -> Callable[..., Import]:
    """Write these lines under the header, import them, and check that they were applied unless told otherwise."""

    def appliquer(*lignes: str, etat: EtatImport = EtatImport.APPLIQUE, **options) -> Import:
        texte = ENTETE + "".join(f"{ligne}\n" for ligne in lignes)
        (tmp_path / "reprise.csv").write_text(texte, encoding="utf-8")
        bilan = importer(CONNECTEUR, tmp_path / "reprise.csv", **{"appliquer": True} | options)
        assert bilan.etat == etat, (bilan.message, bilan.rejets)
        return bilan

    return appliquer
