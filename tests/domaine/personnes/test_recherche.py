"""A person is found by any of their names, however it is typed, and is not taken for a homonym."""

from datetime import date

import pytest

from imagin.domaine.personnes.queries import connus_deux_fois, personnels_de_la_discipline, suggestions
from imagin.presentation.suggestions import suggestion_de_personne
from tests import factories as f

pytestmark = [pytest.mark.django_db]


def trouver(texte: str) -> list[str]:
    return [f"{s.nom} {s.prenom}" for s in suggestions(f.perimetre(), texte=texte)]


@pytest.mark.exigence("G4.2-06")
@pytest.mark.parametrize(
    ("texte", "trouves"),
    [
        ("rouquette", ["DELMAS Hélène"]),
        ("rouquette hel", ["DELMAS Hélène"]),
        ("St-Martin", ["ST MARTIN Luc", "SAINT-MARTIN Jean-Eric"]),
        ("saint martin", ["SAINT-MARTIN Jean-Eric", "ST MARTIN Luc"]),
        ("saintmartin", ["SAINT-MARTIN Jean-Eric"]),
        ("st", ["ST MARTIN Luc", "STEVENS Anne", "SAINT-MARTIN Jean-Eric", "SAINTE-CROIX Odile"]),
        ("ste-croix", ["SAINTE-CROIX Odile"]),
        ("jeaneric", ["SAINT-MARTIN Jean-Eric"]),
        ("martin jeaneric", ["SAINT-MARTIN Jean-Eric"]),
        ("benech", ["BÉNEC'H Yann"]),
        ("legoff", ["LE GOFF Marie"]),
        ("d artigues", ["D'ARTIGUES Paul"]),
        ("dartigues p", ["D'ARTIGUES Paul"]),
        ("constructor", []),
    ],
)
def test_chaque_nom_se_trouve_comme_on_le_tape(texte, trouves) -> None:
    for nom, prenom in (
        ("SAINT-MARTIN", "Jean-Eric"), ("ST MARTIN", "Luc"), ("STEVENS", "Anne"), ("SAINTE-CROIX", "Odile"),
        ("BÉNEC'H", "Yann"), ("LE GOFF", "Marie"), ("D'ARTIGUES", "Paul"),
    ):  # fmt: skip
        f.intervenant(nom, prenom)
    f.intervenant("DELMAS", "Hélène", nom_naissance="ROUQUETTE")
    assert trouver(texte) == trouves


@pytest.mark.exigence("G4.2-06")
def test_le_nom_de_naissance_se_dit_quand_c_est_lui_qu_on_a_tape() -> None:
    f.intervenant("DELMAS", "Hélène", nom_naissance="ROUQUETTE")
    (par_naissance,), (par_usage,) = (suggestions(f.perimetre(), texte=texte) for texte in ("rouq", "delm"))
    assert suggestion_de_personne(par_naissance)["detail"].endswith(" - nom de naissance ROUQUETTE")
    assert "ROUQUETTE" not in suggestion_de_personne(par_usage)["detail"]


@pytest.mark.exigence("G4.2-06")
def test_deux_homonymes_se_distinguent_et_les_autres_ne_disent_rien_de_plus() -> None:
    nees = (date(1963, 3, 12), date(1991, 5, 1))
    for naissance in nees:
        f.intervenant("MARTIN", "Marie", date_naissance=naissance, commune="ASPET")
    f.intervenant("MARTIN", "Marie", enseigne="ANGLAIS", date_naissance=nees[0])
    details = [suggestion_de_personne(s)["detail"] for s in suggestions(f.perimetre(), texte="martin")]
    assert [detail.rpartition(" - ")[2] for detail in details] == [
        "née le 12/03/1963", "née le 01/05/1991", "LPO BELLEVUE TOULOUSE CEDEX 4",
    ]  # fmt: skip
    code = str(f.intervenant("AUTRE").discipline_id)
    trouves = personnels_de_la_discipline(f.perimetre(), code)
    assert [s.distinction for s in trouves if s.nom == "MARTIN"] == ["née le 12/03/1963", "née le 01/05/1991"]


@pytest.mark.exigence("G4.2-06")
def test_sans_autre_difference_c_est_le_numero_qui_distingue() -> None:
    for reference in ("4100001", "4100002"):
        f.intervenant("MARTIN", "Marie", reference=reference, date_naissance=date(1963, 3, 12))
    assert {s.distinction for s in suggestions(f.perimetre(), texte="martin")} == {
        "née le 12/03/1963, TOULOUSE, n° 4100001",
        "née le 12/03/1963, TOULOUSE, n° 4100002",
    }


def test_la_meme_personne_connue_deux_fois_se_reconnait() -> None:
    nee = date(1963, 3, 12)
    epp = f.intervenant("BÉNEC'H", "Marie", date_naissance=nee)
    locale = f.intervenant("BENEC H", "Marie", date_naissance=nee, source="STS", reference="0310038Y-7")
    f.intervenant("BÉNEC'H", "Marie", date_naissance=date(1990, 1, 1))
    f.intervenant("BÉNEC'H", "Marie")
    assert connus_deux_fois(f.perimetre(), [epp.pk]) == [(epp, locale)]
