"""Whom STS-WEB names before EPP, and whom both know: visible at once, there once, and they stay."""

import pytest

from imagin.domaine.personnes.models import AutreIdentite, Enseignement, Exercice, Intervenant
from imagin.domaine.referentiel.models import Etablissement
from imagin.echanges.registre import connecteurs
from imagin.socle.imports.models import EtatImport
from imagin.socle.imports.moteur import importer
from tests.echanges.personnels.conftest import ecrire
from tests.echanges.sts_web.fichiers import fichier
from tests.factories import etablissement

pytestmark = [pytest.mark.exigence("GX-04", "G1.1-01")]
ASPET, BELLEVUE = "0310001H", "0310038Y"
SERVICE = (
    '<STRUCTURE><DIVISIONS><DIVISION CODE="3 A"><SERVICES><SERVICE CODE_MATIERE="030201"><ENSEIGNANTS>'
    '<ENSEIGNANT ID="{}" TYPE="{}"/></ENSEIGNANTS></SERVICE></SERVICES></DIVISION></DIVISIONS></STRUCTURE>'
)


def enseignant(numero: str, genre: str) -> bytes:
    """Marie Martin, born 28 February 1974, and what she teaches at Aspet."""
    return fichier(
        f'<INDIVIDUS><INDIVIDU ID="{numero}" TYPE="{genre}"><NOM_USAGE>MARTIN</NOM_USAGE><PRENOM>Marie</PRENOM>'
        "<DATE_NAISSANCE>1974-02-28</DATE_NAISSANCE><FONCTION>ENS</FONCTION></INDIVIDU></INDIVIDUS>"
        + SERVICE.format(numero, genre)
    )


MARIE = {"date_naissance": "1974-02-28", "uai_principal": ASPET}
AUTRES = tuple({"numero": f"{n}", "nom": f"NOM{n}", "uai_principal": BELLEVUE} for n in range(100, 104))


@pytest.fixture
def donner(college, tmp_path):
    """Import these lines of that source of people."""
    etablissement()

    def faire(code, *lignes):
        bilan = importer(connecteurs()[code], ecrire(tmp_path, code, lignes), appliquer=True, forcer_retraits=True)
        assert bilan.etat == EtatImport.APPLIQUE, (bilan.message, bilan.rejets)

    return faire


def marie() -> tuple[Intervenant, list[tuple[str, str, str]]]:
    """Her only row, which has her teaching, and her postings."""
    qui = Intervenant.objects.get(nom="MARTIN")
    assert Enseignement.objects.get().intervenant == qui
    postes = qui.exercices.values_list("etablissement__uai", "titre", "source").order_by("etablissement__uai")
    return qui, list(postes)


def test_un_enseignant_que_sts_nomme_avant_epp_est_dans_l_etablissement_et_y_reste(donner, importer_sts) -> None:
    """M2: created without a posting, hence in no list, then withdrawn by the next file of EPP."""
    donner("epp", *AUTRES)
    for _ in range(2):
        importer_sts(enseignant("900", "epp"))
        donner("epp", *AUTRES)
        qui, postes = marie()
        assert (qui.source, qui.retire_le, postes) == ("EPP", None, [(ASPET, "S", "STS")])
    donner("epp", *AUTRES, {"numero": "900", **MARIE, "uai_principal": BELLEVUE})
    importer_sts(enseignant("900", "epp"))
    assert marie()[1] == [(BELLEVUE, "P", "")]
    donner("epp", *AUTRES)
    importer_sts(enseignant("900", "epp"))
    qui, postes = marie()
    assert (qui.retire_le is not None, postes) == (True, [])


def test_sts_ne_nomme_plus_un_enseignant_qu_epp_ne_connait_pas(donner, importer_sts) -> None:
    donner("epp", *AUTRES)
    importer_sts(enseignant("900", "epp"))
    importer_sts(enseignant("901", "epp").replace(b"MARTIN", b"AUTRE"), forcer_retraits=True)
    assert list(Exercice.objects.filter(source="STS").values_list("intervenant__reference")) == [("901",)]
    donner("epp", *AUTRES)
    assert Intervenant.objects.get(reference="900").retire_le is not None


@pytest.mark.parametrize("premier", ["epp", "sts"])
def test_un_local_qu_epp_connait_aussi_est_une_seule_personne(donner, importer_sts, premier) -> None:
    """s12: the same name, the same birth date, two people to summon."""
    gestes = [
        lambda: donner("epp", *AUTRES, {"numero": "900", **MARIE}),
        lambda: importer_sts(enseignant("7", "local")),
    ]
    for geste in (gestes if premier == "epp" else gestes[::-1]) * 2:
        geste()
    qui, postes = marie()
    assert (qui.source, qui.reference, postes) == ("EPP", "900", [(ASPET, "P", "")])
    assert AutreIdentite.objects.get().reference == f"{ASPET}-7"
    donner("epp", *AUTRES)
    importer_sts(enseignant("7", "local"))
    qui, postes = marie()
    assert (qui.source, qui.retire_le, postes) == ("STS", None, [(ASPET, "S", "")])


def test_qui_a_quitte_epp_pour_agape_garde_ses_enseignements(donner, importer_sts) -> None:
    numen = {"numen": "16E9801234KLM"}
    donner("epp", *AUTRES, {"numero": "900", **MARIE, **numen})
    donner("agape", {"numero": "A9", **MARIE, **numen})
    donner("epp", *AUTRES)
    for _ in range(2):
        importer_sts(enseignant("900", "epp"))
        assert (marie()[0].source, marie()[0].retire_le) == ("AGAPE", None)


def test_l_enseignant_d_un_etablissement_prive_est_celui_d_epp_prive(donner, importer_sts) -> None:
    Etablissement.objects.filter(uai=ASPET).update(prive=True)
    donner("epp-prive", {"numero": "900", **MARIE})
    importer_sts(enseignant("900", "epp"))
    assert (marie()[0].source, marie()[1]) == ("EPPPRI", [(ASPET, "P", "")])
