"""The correspondences come, go, and the system's word follows, by this file and by STS-WEB's."""

import pytest

from imagin.domaine.competences.models import Correspondance, Position
from imagin.echanges.contrats import DOSSIER
from imagin.echanges.correspondances.connecteur import CONNECTEUR
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer
from tests import factories as f
from tests.factories.competences import enseignement, matiere
from tests.factories.referentiel import epreuve

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G3.3-03")]
ENTETE = "matiere;mef;examen;specialite;epreuve_option\n"


@pytest.fixture
def recevoir(tmp_path):
    epreuve(code="1-S001-1")
    epreuve(code="1-P001-1")
    matiere()
    matiere("020800", "PHILOSOPHIE")

    def faire(*lignes: str, **options):
        chemin = tmp_path / "correspondances.csv"
        chemin.write_text(ENTETE + "".join(f"{ligne}\n" for ligne in lignes), encoding="utf-8")
        return importer(CONNECTEUR, chemin, **{"appliquer": True, **options})

    return faire


def test_l_exemple_publie_s_importe_et_recalcule_le_systeme(recevoir):
    enseignement(f.intervenant())
    bilan = importer(CONNECTEUR, DOSSIER / "correspondances" / "exemple.csv", appliquer=True)
    assert (bilan.etat, bilan.nb_lus, bilan.rejets) == (EtatImport.APPLIQUE, 2, [])
    assert Position.objects.get().epreuve_option.code == "1-S001-1"
    assert recevoir("061300;;470;BCG;1-S001-1", "020800;2;470;BCG;1-P001-1").bilan[0]["inchanges"] == 2
    recevoir("020800;;470;BCG;1-P001-1", forcer_retraits=True)
    assert Correspondance.objects.count() == 1
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    ("ligne", "motif"),
    [
        ("061300;;470;BCG;ABSENTE", "cette épreuve-option n'existe pas"),
        ("999999;;470;BCG;1-S001-1", "cette matière n'est enseignée nulle part"),
        ("061300;;470;BCG;1-P001-1", "donnée deux fois"),
    ],
)
def test_une_ligne_fausse_est_rejetee_avec_sa_raison(recevoir, ligne, motif):
    bilan = recevoir("061300;;470;BCG;1-P001-1", ligne)
    assert bilan.etat == EtatImport.REFUSE
    assert (bilan.rejets[0]["ligne"], motif in bilan.rejets[0]["motif"]) == (3, True)
    assert not Correspondance.objects.exists()
