import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from imagin.socle.listes import Colonne, Genre, Liste, Tri, en_xlsx
from tests.socle.ui.page_demo.donnees import LISTE, personnes

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
Valeurs = dict[str, object]
TYPEE = Liste[Valeurs](
    cle="typee",
    titre="Convocations : envoyées [mai/juin] d'un centre",
    colonnes=tuple(
        Colonne[Valeurs](str(genre), str(genre).capitalize(), lambda v, genre=genre: v.get(genre), genre)
        for genre in Genre
    ),
    tri=Tri("texte"),
    vide="Rien.",
)


def classeur(liste, lignes):
    """The parts of the file, parsed."""
    tampon = io.BytesIO()
    en_xlsx(liste, lignes, tampon)
    archive = zipfile.ZipFile(tampon)
    feuille = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return feuille, etree.fromstring(archive.read("xl/workbook.xml")), etree.fromstring(archive.read("xl/styles.xml"))


def cellules(feuille, ligne):
    """Of a row, by column letter: (kind, text); a number has no kind."""
    lues = feuille.xpath(f"//x:row[@r={ligne}]/x:c", namespaces=NS)
    return {re.sub(r"\d", "", c.get("r")): (c.get("t"), "".join(c.itertext())) for c in lues}


@pytest.mark.exigence("G1.3-11")
def test_les_cellules_ont_le_genre_de_leur_colonne():
    instant = datetime(2027, 6, 1, 22, 30, tzinfo=UTC)
    ligne = {"texte": "LE GOFF", "nombre": Decimal("12.5"), "date": date(2027, 6, 1), "date_heure": instant}
    feuille, livre, styles = classeur(TYPEE, [ligne, {}])
    lues = cellules(feuille, 2)
    assert lues["A"] == ("inlineStr", "LE GOFF")
    assert lues["B"] == (None, "12.5")
    jours = (date(2027, 6, 1) - date(1899, 12, 30)).days
    assert lues["C"] == (None, str(jours))
    assert float(lues["D"][1]) == pytest.approx(jours + 1 + 30 / 1440), "local time: 00:30 the next day"
    assert [f.get("formatCode") for f in styles.iter(f"{{{NS['x']}}}numFmt")] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert cellules(feuille, 3) == {}
    assert livre.xpath("string(//x:sheet/@name)", namespaces=NS) == "Convocations   envoyées  mai ju"


@pytest.mark.exigence("G1.3-11")
@pytest.mark.parametrize("texte", ["=1+1", "+33 5 61", "-2+3", "@SUM(A1)", "https://exemple.fr", "007", "\t=1"])
def test_un_texte_reste_un_texte(texte):
    feuille, _, _ = classeur(TYPEE, [{"texte": texte}])
    assert cellules(feuille, 2)["A"] == ("inlineStr", texte)
    assert not feuille.xpath("//x:f | //x:hyperlink", namespaces=NS)


@pytest.mark.exigence("G1.3-11")
def test_l_entete_reste_et_filtre():
    feuille, _, _ = classeur(LISTE, personnes(1200))
    entete = [texte for _, texte in cellules(feuille, 1).values()]
    assert entete == [c.libelle for c in LISTE.colonnes]
    assert feuille.xpath("string(//x:pane/@state)", namespaces=NS) == "frozen"
    assert feuille.xpath("string(//x:autoFilter/@ref)", namespaces=NS) == "A1:G1201"
    assert all(float(c.get("width")) > 8 for c in feuille.xpath("//x:col", namespaces=NS))
    assert cellules(feuille, 2)["C"][1] == "LGT PR SAINTE-MARIE DE NEVERS TOULOUSE CEDEX 6 (0311147D)"
    vide, _, _ = classeur(LISTE, [])
    assert vide.xpath("count(//x:row)", namespaces=NS) == 1


def test_un_genre_que_la_valeur_n_a_pas_est_refuse():
    with pytest.raises(TypeError, match="kind nombre"):
        classeur(TYPEE, [{"nombre": "douze"}])
