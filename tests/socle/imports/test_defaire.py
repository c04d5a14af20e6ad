"""An import is undone when nothing touched what it wrote and nothing leans on it; otherwise one reads what stands."""

import pytest

from imagin.domaine.personnes.models import Mef
from imagin.socle.imports.defaire import DefaireImpossible, defaire, obstacles
from imagin.socle.imports.models import EtatImport, Import
from tests import factories as f
from tests.factories.competences import enseignement
from tests.socle.imports.test_apercu import APRES, AVANT, temoin

__all__ = ["temoin"]
pytestmark = [pytest.mark.exigence("GX-03")]
SUITE = "code;libelle;type\n1;SECONDE GT;A\n3;TERMINALE;\n4;BTS;\n"


def etat() -> list[tuple[str, ...]]:
    """What is in the base."""
    return sorted(Mef.objects.values_list("code", "libelle", "type"))


def test_defaire_remet_ce_qui_etait(essayer) -> None:
    essayer(AVANT)
    avant = etat()
    fait = essayer(SUITE, forcer_retraits=True)
    assert etat() != avant
    assert obstacles(fait) == []
    assert etat() != avant
    defait = defaire(fait, auteur="Lise")
    assert etat() == avant
    assert (defait.etat, defait.defait_par) == (EtatImport.DEFAIT, "Lise")
    assert Import.objects.get(pk=fait.pk).defait_le


def test_ce_qui_a_change_depuis_est_nomme_et_rien_n_est_defait(essayer) -> None:
    essayer(AVANT)
    fait = essayer(SUITE, forcer_retraits=True)
    Mef.objects.filter(code="1").update(libelle="REPRIS A LA MAIN")
    apres = etat()
    assert obstacles(fait) == ["Formations : 1 ligne a changé depuis, dont REPRIS A LA MAIN."]
    with pytest.raises(DefaireImpossible, match="1 ligne a changé depuis"):
        defaire(fait, auteur="Lise")
    assert etat() == apres


def test_on_defait_du_dernier_au_premier(essayer) -> None:
    essayer(AVANT)
    premier = essayer(APRES)
    second = essayer(SUITE, forcer_retraits=True)
    assert obstacles(premier)[0].startswith(f"L'import n° {second.pk} (formations.csv) du même flux est venu après")
    defaire(second, auteur="Lise")
    defaire(premier, auteur="Lise")
    assert [ligne[1] for ligne in etat()] == ["SECONDE", "PREMIERE", "TERMINALE"]
    assert obstacles(premier) == ["Seul un import appliqué se défait ; celui-ci est dans l'état « Défait »."]


def test_deux_lignes_qui_ont_echange_une_valeur_unique_reprennent_la_leur(essayer) -> None:
    essayer(AVANT)
    fait = essayer("code;libelle;type\n1;PREMIERE;\n2;SECONDE;\n3;TERMINALE;\n", forcer_modifications=True)
    defaire(fait, auteur="Lise")
    assert [ligne[1] for ligne in etat()] == ["SECONDE", "PREMIERE", "TERMINALE"]


def test_ce_qui_s_appuie_sur_une_creation_l_empeche(essayer) -> None:
    essayer(AVANT)
    fait = essayer(APRES)
    enseignement(f.intervenant("ALBERT"), mef="4")
    (phrase,) = obstacles(fait)
    assert phrase.startswith("Une ligne créée par cet import est utilisée depuis (enseignement) : supprimez d'abord")


def test_les_temoins_voient_aussi_ce_qui_est_defait(essayer, temoin) -> None:
    essayer(AVANT)
    fait = essayer(APRES)
    temoin.appels.clear()
    assert defaire(fait, auteur="Lise").consequences["total"] == 2
    assert temoin.appels == ["vrai"]


def test_un_premier_chargement_ne_garde_pas_ses_lignes_et_le_dit(essayer, monkeypatch) -> None:
    monkeypatch.setattr("imagin.socle.imports.images.PREMIERES", 1)
    fait = essayer(AVANT)
    assert obstacles(fait)[0].startswith(
        "Cet import n'a pas gardé les lignes de « formations » qu'il a écrites (premier chargement"
    )
