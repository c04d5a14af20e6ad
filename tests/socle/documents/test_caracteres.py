from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import imagin
from imagin.socle.documents import rendre
from imagin.socle.documents.caracteres import POLICES, assainir, couverture, pertes
from tests.socle.documents.lecture import texte

IMAGIN = Path(imagin.__file__).parent
NOMS = [
    "Ærøskøbing Þórr Ðuro",  # nordiques, islandais
    "Ar C’hozh Plac\u02bch Gwengolañ",  # breton
    "Łukasz Święcicki Żółć Gęślą",  # polonais
    "Jiří Dvořák Šťastný Ďuriš",  # tchèque, slovaque
    "Gözde Çağlar İğdır Işık",  # turc
    "Ștefan Țurcanu Brăila Mâță",  # roumain
    "Marcel·lí Núria Vilaró",  # catalan
    "Nguyễn Thị Phương Trần Đức",  # vietnamien
    "Kőszegi Győző Erdős",  # hongrois
    "Ħal Għaxaq Żebbuġ",  # maltais
    "Āgenskalns Ļaudona Šķēde",  # letton
    "Jõgeva Põltsamaa Žuravljov",  # estonien
    "Señor Núñez Iñaki Etxeberría",  # espagnol, basque
    "Conceição João Magalhães",  # portugais
    "Hélène Lœuilleux Anaïs Noël Ÿs",  # français
    "Strauß Müller Gößweinstein",  # allemand
    "Đorđević Ćosić Žižić",  # serbo-croate
    "Ŵyn Ŷsgol Llŷr",  # gallois
    "Αθανασίου Ελένη",  # grec
    "Иванов Сергей",  # cyrillique
]


def imprimer(nom):
    """Le texte imprimé d'une liste d'une ligne qui porte ce nom."""
    donnees = {"titre": "T", "sous_titres": [], "colonnes": [{"libelle": "Nom", "genre": "texte"}]}
    return texte(rendre("liste", donnees | {"lignes": [[nom]], "imprime_le": "24/11/2026 14:18", "langue": "fr"}))


@pytest.mark.parametrize("nom", NOMS)
def test_un_nom_d_europe_s_imprime_tel_quel(nom):
    assert assainir(nom) == nom
    assert nom in imprimer(nom)


@pytest.mark.parametrize(
    ("saisi", "imprime"),
    [
        ("Ḱurčiev", "Kurčiev"),  # a letter whose accent the fonts lack keeps the letter
        ("x\u0351y", "xy"),
        ("e\u0301te\u0301", "été"),  # decomposed, as macOS pastes it
        ("Jean\x00\x07\x1b", "Jean"),
        ("a\u202ereversed\u2066", "areversed"),  # nothing may turn the reading direction round
        ("a\tb", "a b"),
        ("un\r\ndeux\u2028trois\rquatre", "un\ndeux\ntrois\nquatre"),
        ("\uf0b7 point", "• point"),  # Word's bullet
        ("李 ☎ م 👍🏽 \ud800", "? ? ? ?? ?"),
        ("", ""),
    ],
)
def test_ce_qui_ne_peut_s_imprimer_ne_fait_echouer_ni_case_ni_document(saisi, imprime):
    assert assainir(saisi) == imprime
    assert "".join(imprime.split()) in "".join(imprimer(saisi).split())


def test_un_mot_sans_fin_recoit_de_quoi_se_couper():
    assert assainir("X" * 40) == "X" * 40
    coupe = assainir("prenom.nom" * 5 + "@academie.fr")
    assert coupe.replace("\u200b", "") == "prenom.nom" * 5 + "@academie.fr"
    assert max(map(len, coupe.split("\u200b"))) <= 21
    assert max(map(len, assainir("W" * 200).split("\u200b"))) == 20


def test_la_structure_des_donnees_est_gardee():
    donnees = {"a": ("x", 1, None, True, 1.5), "b": {"c": iter(["\x00y"])}}
    assert assainir(donnees) == {"a": ["x", 1, None, True, 1.5], "b": {"c": ["y"]}}


def test_la_couverture_est_celle_que_les_polices_declarent():
    declarees = [set(TTFont(police).getBestCmap()) for police in POLICES.glob("*.otf")]
    assert len(declarees) == 3
    assert couverture() == set.intersection(*declarees)


def test_la_licence_des_polices_les_accompagne():
    assert "SIL OPEN FONT LICENSE" in (POLICES / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("texte", "perdu"),
    [("李 Ḱ", {"李": "?", "Ḱ": "K"}), ("x\u0351", {"\u0351": ""}), ("a\u202eb\x00\uf0b7", {}), ("ĐẶNG", {})],
)
def test_ce_qui_ne_s_imprime_pas_tel_quel_se_sait(texte, perdu):
    assert pertes(texte) == perdu


def test_une_liste_dit_a_sa_fin_ce_qu_elle_n_a_pu_imprimer():
    page = imprimer("李 Ḱ")
    assert "imprimer tels quels, à lire à l’écran : U+1E30, U+674E." in page
    assert "Page 1 / 1" in page
    assert "tels quels" not in imprimer("NGUYỄN")


def test_tout_document_sauf_la_lettre_le_dit():
    modeles = [m for m in IMAGIN.rglob("modele.typ") if m.parent.name != "convocation"]
    assert len(modeles) > 3
    assert [m.parent.name for m in modeles if "#note-des-perdus" not in m.read_text()] == []
