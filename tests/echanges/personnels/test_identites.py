"""Somebody whom several sources know is one person: who is recognised, who is master, what each one gives."""

import pytest

from imagin.domaine.personnes.models import AutreIdentite, Intervenant
from imagin.domaine.referentiel.models import Discipline
from imagin.socle.imports.defaire import defaire
from tests.echanges.personnels.conftest import ARENES, ASPET, BELLEVUE, NUMEN, identites, personne, postes

pytestmark = [pytest.mark.exigence("GX-04")]
NAISSANCE = {"date_naissance": "1974-02-28"}


def test_le_meme_numen_dans_deux_fichiers_est_une_seule_personne(donner) -> None:
    donner("epp", {"numero": "7", "numen": NUMEN})
    bilan = donner("agape", {"numero": "A7", "numen": NUMEN, "uai_principal": ASPET, "commune": "ASPET"})
    qui = personne()
    assert (qui.source, qui.reference, qui.commune, identites(qui)) == ("EPP", "7", "ASPET", {"AGAPE A7": True})
    assert postes(qui) == {BELLEVUE: "P", ASPET: "S AGAPE"}
    assert (
        "la même personne que MARTIN Marie, connue par EPP : même NUMEN"
        in bilan.ecarts["remarques"]["premiers"][0]["motif"]
    )


@pytest.mark.parametrize("premiere", ["epp", "agape"])
def test_la_source_de_plus_haut_rang_est_maitresse_quel_que_soit_l_ordre(donner, premiere) -> None:
    lignes = {"epp": {"numero": "7", "numen": NUMEN}, "agape": {"numero": "A7", "numen": NUMEN, "uai_principal": ASPET}}
    for code in (premiere, *(lignes.keys() - {premiere})):
        donner(code, lignes[code])
    for _ in range(2):
        for code, ligne in lignes.items():
            donner(code, ligne)
    qui = personne()
    assert (qui.source, qui.reference, identites(qui)) == ("EPP", "7", {"AGAPE A7": True})
    assert postes(qui) == {BELLEVUE: "P", ASPET: "S AGAPE"}


def test_reimporter_les_deux_ne_change_rien(donner) -> None:
    epp, agape = {"numero": "7", "numen": NUMEN, "commune": "MURET"}, {"numero": "A7", "numen": NUMEN, "adresse": "ici"}
    donner("agape", agape), donner("epp", epp), donner("agape", agape)
    for code, ligne in (("epp", epp), ("agape", agape)) * 2:
        for objet in donner(code, ligne).bilan:
            assert (objet["nouveaux"], objet["modifies"], objet["retires"]) == (0, 0, 0), (code, objet)
    assert (personne().commune, personne().adresse) == ("MURET", "ici")


def test_qui_quitte_epp_reste_tant_qu_agape_le_donne_puis_est_retire(donner) -> None:
    autre = {"numero": "8", "nom": "AUTRE"}
    donner("epp", {"numero": "7", "numen": NUMEN}, autre)
    donner("agape", {"numero": "A7", "numen": NUMEN, "uai_principal": ASPET}, {"numero": "A8", "nom": "TIERS"})
    donner("epp", autre)
    qui = Intervenant.objects.get(numen=NUMEN)
    assert (qui.source, qui.reference, qui.retire_le, identites(qui)) == ("AGAPE", "A7", None, {"EPP 7": False})
    assert postes(qui) == {ASPET: "S"}
    donner("agape", {"numero": "A7", "numen": NUMEN, "uai_principal": ASPET}, {"numero": "A8", "nom": "TIERS"})
    assert postes(qui) == {ASPET: "P"}
    donner("agape", {"numero": "A8", "nom": "TIERS"})
    qui.refresh_from_db()
    assert qui.retire_le is not None
    donner("epp", {"numero": "7", "numen": NUMEN}, autre)
    qui.refresh_from_db()
    assert (qui.source, qui.retire_le, postes(qui)) == ("EPP", None, {BELLEVUE: "P"})
    assert Intervenant.objects.count() == 3


def test_une_source_qui_ne_donne_plus_quelqu_un_reprend_ses_etablissements(donner) -> None:
    donner("epp", {"numero": "7", "numen": NUMEN})
    donner("renoirh", {"numero": "R7", "numen": NUMEN, "uai_principal": ASPET}, {"numero": "R8", "nom": "TIERS"})
    donner("renoirh", {"numero": "R8", "nom": "TIERS"})
    qui = Intervenant.objects.get(numen=NUMEN)
    assert (qui.retire_le, identites(qui), postes(qui)) == (None, {"RENOIR R7": False}, {BELLEVUE: "P"})


def test_sans_numen_les_noms_la_naissance_et_un_etablissement_commun_disent_qui_c_est(donner) -> None:
    donner("epp", {"numero": "7", **NAISSANCE})
    donner("renoirh", {"numero": "R7", **NAISSANCE, "uai_principal": ASPET, "uai_secondaires": BELLEVUE})
    assert identites(personne()) == {"RENOIR R7": True}
    assert postes(personne()) == {BELLEVUE: "P", ASPET: "S RENOIR"}


AUTRES = [
    ("deux NUMEN", {"numen": NUMEN, **NAISSANCE}, {"numen": "16E0304567ABC", **NAISSANCE}),
    ("ailleurs", NAISSANCE, {**NAISSANCE, "uai_principal": ARENES}),
    ("un autre prénom", NAISSANCE, {**NAISSANCE, "prenom": "Jeanne"}),
    ("sans naissance", {}, {}),
]


@pytest.mark.parametrize(("cas", "epp", "renoirh"), AUTRES)
def test_ce_qui_ne_suffit_pas_fait_deux_personnes(donner, cas, epp, renoirh) -> None:
    donner("epp", {"numero": "7", **epp})
    donner("renoirh", {"numero": "R7", **renoirh})
    assert (Intervenant.objects.count(), AutreIdentite.objects.count()) == (2, 0)


def test_deux_personnes_possibles_ne_sont_pas_rapprochees(donner) -> None:
    donner("epp", {"numero": "7", **NAISSANCE})
    donner("agape", {"numero": "A7", "numen": NUMEN, **NAISSANCE, "uai_principal": ASPET})
    donner("renoirh", {"numero": "R7", **NAISSANCE, "uai_secondaires": ASPET})
    assert Intervenant.objects.count() == 3


def test_chacun_donne_ce_dont_il_est_maitre_et_complete_le_reste(donner) -> None:
    epp = {"numero": "7", "numen": NUMEN, "commune": "MURET", "tel_professionnel": "05 61 17 70 00"}
    epp |= {"discipline_code": "L1300", "discipline": "MATHEMATIQUES"}
    renoirh = {
        "numero": "R7",
        "numen": NUMEN,
        "nom": "MARTIN-DUPONT",
        "commune": "AUCH",
        "mel_professionnel": "m@ac.fr",
    }
    agape = {"numero": "A7", "numen": NUMEN, "commune": "ALBI", "adresse": "1 rue Neuve", "discipline_code": "G0000"}
    donner("epp", epp)
    for _ in range(2):
        for code, ligne in (("renoirh", renoirh), ("agape", agape), ("epp", epp)):
            donner(code, ligne)
        qui = personne()
        assert (qui.nom, qui.commune, qui.adresse) == ("MARTIN", "AUCH", "1 rue Neuve")
        assert (qui.tel_professionnel, qui.mel_professionnel) == ("05 61 17 70 00", "m@ac.fr")
        assert (qui.discipline_id, Discipline.objects.get(code="G0000").libelle) == ("L1300", "G0000")


def test_un_numen_qui_est_celui_d_un_autre_ecarte_la_ligne(donner) -> None:
    gens = tuple({"numero": f"A{n}", "nom": f"NOM{n}"} for n in range(12))
    donner("epp", {"numero": "7", "numen": NUMEN})
    donner("agape", *gens)
    bilan = donner("agape", {**gens[0], "numen": NUMEN}, *gens[1:])
    assert "NUMEN déjà porté par une autre personne" in bilan.ecarts["ecartees"]["premiers"][0]["motif"]
    assert Intervenant.objects.get(reference="A0").numen == ""


def test_un_apercu_ne_change_le_maitre_de_personne(donner) -> None:
    donner("agape", {"numero": "A7", "numen": NUMEN})
    donner("epp", {"numero": "7", "numen": NUMEN}, appliquer=False)
    assert (personne().source, AutreIdentite.objects.count()) == ("AGAPE", 0)


@pytest.mark.exigence("GX-03")
def test_defaire_l_import_qui_a_rapproche_quelqu_un_rend_la_personne_comme_elle_etait(donner) -> None:
    donner("epp", {"numero": "7", "numen": NUMEN}, {"numero": "8", "nom": "AUTRE"})
    avant = Intervenant.objects.order_by("id").values()
    connus = list(avant)
    bilan = donner("agape", {"numero": "A7", "numen": NUMEN, "uai_principal": ASPET, "commune": "ASPET"})
    defaire(bilan, auteur="gestionnaire")
    qui = Intervenant.objects.get(numen=NUMEN)
    assert (list(avant.all()), identites(qui), postes(qui)) == (connus, {}, {BELLEVUE: "P"})
