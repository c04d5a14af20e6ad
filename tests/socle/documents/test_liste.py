import json

import pytest

from imagin.socle.documents import dossier_du_document, rendre
from tests.socle.documents.lecture import abscisses, balises, encre, lire, pages, texte

PORTRAIT, PAYSAGE = 595, 842


@pytest.fixture
def donnees():
    return json.loads((dossier_du_document("liste") / "exemple.json").read_text(encoding="utf-8"))


@pytest.mark.exigence("G1.3-11")
def test_une_liste_imprimee_a_titre_pages_et_date(donnees):
    donnees["lignes"] = [[f"NOM {rang}", "Camille", "ESPAGNOL", "13/12/2026", str(rang)] for rang in range(100)]
    imprimees = pages(rendre("liste", donnees))
    assert imprimees[0].startswith("Liste des personnels (2 lignes) CLG ARMAND LATOUR ASPET (0310001H) Discipline")
    for rang, page in enumerate(imprimees, start=1):
        assert f"Page {rang} / {len(imprimees)}" in page
        assert "Imprimé le 24/11/2026 14:18" in page
        assert "Nom Prénom Discipline de poste Dernière convoc. Missions" in page
    assert len(imprimees) > 1
    assert "NOM 99 Camille ESPAGNOL 13/12/2026 99" in imprimees[-1]


@pytest.mark.exigence("G1.3-11")
def test_une_liste_imprimee_se_lit_au_lecteur_d_ecran(donnees):
    lues = balises(rendre("liste", donnees))
    assert lues.count("H1") == 1
    assert lues.count("Table") == 1
    assert lues.count("TH") == 5
    assert lues.count("TD") == 10
    assert lues.index("THead") < lues.index("TBody")


@pytest.mark.parametrize("nombre", [0, 1, 5_000])
def test_une_liste_s_imprime_quel_que_soit_son_nombre_de_lignes(donnees, nombre):
    donnees["lignes"] = [["EXEMPLE", "Camille", "ESPAGNOL", "13/12/2026", str(rang)] for rang in range(nombre)]
    pdf = rendre("liste", donnees)
    assert len(lire(pdf).pages) == {0: 1, 1: 1, 5_000: 91}[nombre]
    assert ("Aucune ligne à afficher." in lire(pdf).pages[0].extract_text()) == (nombre == 0)


def test_une_liste_large_s_imprime_en_paysage(donnees):
    assert lire(rendre("liste", donnees)).pages[0].mediabox.width == pytest.approx(PORTRAIT, abs=1)
    donnees["colonnes"] += [{"libelle": f"Colonne {rang}", "genre": "texte"} for rang in range(4)]
    donnees["lignes"] = [ligne + ["LGT PR SAINTE-MARIE DE NEVERS TOULOUSE"] * 4 for ligne in donnees["lignes"]]
    assert lire(rendre("liste", donnees)).pages[0].mediabox.width == pytest.approx(PAYSAGE, abs=1)


def test_les_nombres_sont_a_droite_et_le_reste_a_gauche(donnees):
    place = abscisses(rendre("liste", donnees))
    assert place["EXEMPLE"] == place["MODÈLE"] == place["Nom"]
    assert place["12"] < place["3"]


def test_une_largeur_declaree_l_emporte_sur_le_contenu(donnees):
    sans = rendre("liste", donnees)
    for colonne in donnees["colonnes"]:
        colonne["poids"] = 1.0
    assert rendre("liste", donnees) != sans


@pytest.mark.parametrize("colonnes", [1, 6, 12])
def test_rien_ne_sort_de_la_page(donnees, colonnes):
    longs = ["prenom.nom-tres-long.compose@academie-de-toulouse.example.fr", "W" * 90] * 6
    donnees["colonnes"] = [{"libelle": "Établissement d'exercice principal", "genre": "texte"}] * colonnes
    donnees["lignes"] = [longs[:colonnes]]
    boites = encre("liste", donnees)
    largeur = 210 if colonnes == 1 else 297
    assert all(gauche >= 14 and droite <= largeur - 14 for gauche, _, droite, _ in boites)
    assert "".join(texte(rendre("liste", donnees)).split()).count("W" * 90) == colonnes // 2
