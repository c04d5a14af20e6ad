"""The type of each M.E.F., when STS-WEB does not say it."""

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.mef.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer

EXEMPLE = DOSSIER / "mef" / "exemple.csv"
pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G3.3-07")]


def test_la_nomenclature_donne_leur_type_aux_mefs_de_sts_web_et_ne_touche_pas_leur_libelle():
    Mef.objects.create(code="10310019110", libelle="3E GENERALE")
    assert importer(CONNECTEUR, EXEMPLE, appliquer=True).etat == EtatImport.APPLIQUE
    assert list(Mef.objects.order_by("code").values_list("libelle", "type")) == [
        ("3E GENERALE", "MEF NATIONAL"),
        ("2NDE GENERALE ET TECHNOLOGIQUE", "MEF NATIONAL"),
        ("2NDE GENERALE ET TECHNOLOGIQUE", "SECTION EUROPEENNE ET LANGUES ORIENTALES"),
    ]
    assert importer(CONNECTEUR, EXEMPLE, appliquer=True).bilan[0]["inchanges"] == 3


def test_un_code_de_dix_chiffres_est_refuse_avec_sa_ligne(tmp_path):
    (tmp_path / "mefs.csv").write_text("code;libelle;type\n2001001811;2NDE;MEF NATIONAL\n", encoding="utf-8")
    bilan = importer(CONNECTEUR, tmp_path / "mefs.csv", appliquer=True)
    assert (bilan.rejets[0]["ligne"], bilan.rejets[0]["motif"]) == (2, "moins de 11 caractères")
