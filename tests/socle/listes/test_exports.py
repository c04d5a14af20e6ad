import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from imagin.socle.listes import Colonne, Genre, Liste, Sortie, Tri, donnees_pdf, en_csv
from tests.socle.ui.page_demo.donnees import LISTE, personnes

TEXTES = Liste[str]("textes", "Textes", (Colonne("texte", "=Texte", str),), Tri("texte"), "Rien.")


def lire(octets):
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.exigence("G1.3-11")
def test_csv_pour_excel_et_calc():
    octets = b"".join(en_csv(LISTE, personnes(1200)))
    assert octets.startswith(b"\xef\xbb\xbfNom;Pr\xc3\xa9nom;")
    assert octets.count(b"\r\n") == octets.count(b"\n") == 1201
    lignes = lire(octets)
    assert lignes[0] == [c.libelle for c in LISTE.colonnes]
    assert lignes[1][2] == "LGT PR SAINTE-MARIE DE NEVERS TOULOUSE CEDEX 6 (0311147D)"
    assert lignes[2][4:6] == ["13", "07/07/2027"]


@pytest.mark.exigence("G1.3-11")
@pytest.mark.parametrize(
    ("texte", "exporte"),
    [
        ('=HYPERLINK("http://x";"y")', '\'=HYPERLINK("http://x";"y")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("+33 5 61 00 00 00", "+33 5 61 00 00 00"),
        ("-12,5", "-12,5"),
        ("-", "-"),
        ("LE GOFF; Erwan", "LE GOFF; Erwan"),
        ('deux\nlignes "citées"', 'deux\nlignes "citées"'),
        ("D'AUVERGNE = x", "D'AUVERGNE = x"),
    ],
)
def test_csv_ne_lance_aucune_formule(texte, exporte):
    assert lire(b"".join(en_csv(TEXTES, [texte]))) == [["'=Texte"], [exporte]]


def test_csv_laisse_les_nombres_negatifs():
    liste = Liste[int]("n", "N", (Colonne("n", "N", int, Genre.NOMBRE),), Tri("n"), "Rien.")
    assert lire(b"".join(en_csv(liste, [-5])))[1] == ["-5"]


@pytest.mark.exigence("G1.3-11")
def test_donnees_du_pdf():
    sans_copies = tuple(replace(c, sur=frozenset({Sortie.CSV})) if c.cle == "copies" else c for c in LISTE.colonnes)
    liste = replace(LISTE, colonnes=sans_copies)
    imprime_le = datetime(2026, 11, 24, 13, 18, tzinfo=UTC)
    donnees = donnees_pdf(liste, personnes(2), "Liste des intervenants", ["Mission 186253"], imprime_le)
    assert donnees["imprime_le"] == "24/11/2026 14:18"
    assert donnees["colonnes"][2] == {"libelle": "Etablissement", "genre": "texte", "poids": 2.5}
    assert "Copies" not in [c["libelle"] for c in donnees["colonnes"]]
    assert donnees["lignes"][1][4] == f"{date(2027, 7, 7):%d/%m/%Y}"
    assert all(isinstance(texte, str) for ligne in donnees["lignes"] for texte in ligne)
    assert (donnees["titre"], donnees["sous_titres"], donnees["langue"]) == (
        "Liste des intervenants",
        ["Mission 186253"],
        "fr",
    )
