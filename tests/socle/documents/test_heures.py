"""Hours are read in one go: no document cuts « 08:00 - 18:00 » at the end of a line."""

import pytest

from imagin.socle.documents import rendre
from tests.socle.documents.lecture import lire

CRENEAU = "Le lundi 01/07/2024 08:00 - 18:00"


@pytest.mark.exigence("G1.3-11", "G4.1-03")
@pytest.mark.parametrize("poids", [0.6, 0.8, 1.0, 1.2, 1.4])
def test_les_heures_d_un_creneau_ne_sont_jamais_coupees(poids):
    colonnes = [{"libelle": "Dates", "poids": poids}, {"libelle": "Le reste", "poids": 8}]
    groupe = {"titre": "Mission", "fiche": [], "colonnes": colonnes, "lignes": [[CRENEAU, "x"]]}
    donnees = {"titre": "T", "sous_titres": [], "groupes": [groupe], "imprime_le": "ce jour", "langue": "fr"}
    [page] = lire(rendre("missions", donnees)).pages
    lignes = page.extract_text(extraction_mode="layout").splitlines()
    assert [ligne for ligne in lignes if "08:00" in ligne and "18:00" not in ligne] == []
