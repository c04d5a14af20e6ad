"""A preview says whom the file would contradict, writes nothing, and is what the apply writes, or nothing is."""

from collections.abc import Iterator

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports import temoins
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.rapport import raconter
from imagin.socle.imports.temoins import Consequences

pytestmark = [pytest.mark.exigence("GX-02")]
AVANT = "code;libelle;type\n1;SECONDE;\n2;PREMIERE;\n3;TERMINALE;\n"
APRES = "code;libelle;type\n1;SECONDE GT;\n2;PREMIERE;\n3;TERMINALE;\n4;BTS;\n"


class QuiRegardeLesFormations:
    """Tells how many formations are called otherwise than before."""

    regarde = frozenset({"personnes_mef"})

    def __init__(self) -> None:
        self.appels: list[str] = []

    def avant(self, atelier: Atelier) -> None:
        self.noms = set(Mef.objects.values_list("code", "libelle"))

    def apres(self, atelier: Atelier, *, rapport: int, essai: bool) -> Consequences:
        self.appels.append("essai" if essai else "vrai")
        partis = self.noms - set(Mef.objects.values_list("code", "libelle"))
        lignes = [
            {"personne": nom, "mission": "1", "centre": "ICI", "pourquoi": "n'est plus"} for _, nom in sorted(partis)
        ]
        return Consequences(len(partis), {"NOM": len(partis)}, lignes)


@pytest.fixture
def temoin(monkeypatch) -> Iterator[QuiRegardeLesFormations]:
    qui = QuiRegardeLesFormations()
    monkeypatch.setattr(temoins, "_temoins", [qui])
    return qui


def test_l_apercu_compte_ceux_que_l_import_concernera_et_n_ecrit_rien(essayer, temoin) -> None:
    essayer(AVANT)
    temoin.appels.clear()
    apercu = essayer(APRES, appliquer=False)
    assert (apercu.etat, apercu.consequences["total"], temoin.appels) == (EtatImport.APERCU, 1, ["essai"])
    assert Mef.objects.get(code="1").libelle == "SECONDE"
    recit = "\n".join(raconter(apercu))
    assert "  1 personne convoquée concernée, à revoir\n    SECONDE, mission 1, ICI : n'est plus" in recit
    applique = essayer(APRES)
    assert applique.consequences == apercu.consequences


def test_un_fichier_qui_ne_change_rien_n_est_pas_essaye(essayer, temoin) -> None:
    essayer(AVANT)
    temoin.appels.clear()
    assert essayer(AVANT, appliquer=False).consequences == {}
    assert temoin.appels == []


def qui_applique(apercu: Import) -> Import:
    """The report that waits to apply this preview."""
    return Import(connecteur=apercu.connecteur, fichier=apercu.fichier, apercu=apercu)


def test_on_applique_ce_qu_on_a_lu_ou_rien(essayer) -> None:
    essayer(AVANT)
    apercu = essayer(APRES, appliquer=False)
    Mef.objects.filter(code="2").update(libelle="CHANGE ENTRE TEMPS")
    nouveau = essayer(APRES, bilan=qui_applique(apercu))
    assert nouveau.etat == EtatImport.APERCU
    assert nouveau.message.startswith(
        "La base a changé depuis cet aperçu : 1 différence n'est plus celle que vous avez lue."
    )
    assert nouveau.differences.count() == 3
    assert not Mef.objects.filter(code="4").exists()
    assert essayer(APRES, bilan=qui_applique(nouveau)).etat == EtatImport.APPLIQUE
    assert Mef.objects.get(code="2").libelle == "PREMIERE"
