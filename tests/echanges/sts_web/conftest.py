"""What the tests of the connector share: the école of the published example, and a way to import a text."""

from collections.abc import Callable
from datetime import date

import pytest

from imagin.domaine.personnes.models import Enseignement, Exercice, Intervenant, Matiere
from imagin.domaine.referentiel.models import Etablissement
from imagin.echanges.sts_web.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer


@pytest.fixture
def rentree(monkeypatch) -> Callable[[date], None]:
    """Make it this day wherever the school year is asked."""

    def poser(jour: date) -> None:
        for module in ("echanges.sts_web.annees", "domaine.competences.actions", "domaine.personnes.queries"):
            monkeypatch.setattr(f"imagin.{module}.aujourd_hui", lambda: jour)

    return poser


@pytest.fixture(autouse=True)
def en_2026(rentree) -> None:
    """The published example is of 2026-2027."""
    rentree(date(2026, 11, 27))


@pytest.fixture
def college(db) -> Etablissement:
    return Etablissement.objects.create(
        uai="0310001H", libelle="CLG ARMAND LATOUR ASPET", categorie="CLG", academie_id="16"
    )


@pytest.fixture
def enseignement_present(college) -> Enseignement:
    """A teaching that an earlier import brought, of somebody whom only the school knows."""
    local = Intervenant.objects.create(source="STS", reference="0310001H-7", nom="LE GUEN")
    Exercice.objects.create(intervenant=local, etablissement=college, titre="S")
    anglais = Matiere.objects.create(code="030201", libelle="ANGLAIS LV1")
    return Enseignement.objects.create(
        intervenant=local, etablissement=college, annee=2026, matiere=anglais, structure="D", code_structure="3 A"
    )


@pytest.fixture
def importer_sts(tmp_path) -> Callable[..., Import]:
    """Write these bytes as a file, import it, and check that it was applied unless told otherwise."""

    def appliquer(contenu: bytes, *, nom: str = "sts.xml", etat: EtatImport = EtatImport.APPLIQUE, **options) -> Import:
        (tmp_path / nom).write_bytes(contenu)
        bilan = importer(CONNECTEUR, tmp_path / nom, **{"appliquer": True} | options)
        assert bilan.etat == etat, (bilan.message, bilan.rejets)
        return bilan

    return appliquer
