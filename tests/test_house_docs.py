"""What the developer docs promise: each names what there is, so that no room and no setting goes untold."""

import ast
import re

import pytest

from tests.outillage.maison import DEPOT, fichiers, pieces, relatif

DOCS = DEPOT / "docs"


def lu(nom: str) -> str:
    return (DEPOT / nom).read_text(encoding="utf-8")


@pytest.mark.parametrize("etage", ["domaine", "gestion", "socle"])
def test_architecture_nomme_chaque_piece(etage: str) -> None:
    plan = lu("docs/architecture.md")
    depart = plan.index(f"**{etage}**")
    paragraphe = plan[depart:].split("\n**", 1)[0].split("\n## ", 1)[0]
    assert [piece for piece in pieces(etage) if f"`{piece}`" not in paragraphe] == []


def test_architecture_tient_en_une_page() -> None:
    """Five minutes to read, says CONTRIBUTING."""
    assert len(lu("docs/architecture.md").split()) <= 1600


def test_exploitation_nomme_chaque_reglage() -> None:
    """Each variable that the code reads, by its whole name."""
    documente = set(re.findall(r"`(IMAGIN_[A-Z_]+)`", lu("docs/exploitation.md")))
    assert sorted(reglages_lus() - documente) == []


def reglages_lus() -> set[str]:
    """Return the names that a `lire…("IMAGIN_…")` of the settings gives."""
    return {
        str(noeud.args[0].value)
        for chemin in (DEPOT / "imagin" / "config").glob("*.py")
        for noeud in ast.walk(ast.parse(chemin.read_text(encoding="utf-8")))
        if isinstance(noeud, ast.Call)
        and ast.unparse(noeud.func).startswith("lire")
        and noeud.args
        and isinstance(noeud.args[0], ast.Constant)
        and str(noeud.args[0].value).startswith("IMAGIN_")
    }


def test_les_reglages_se_trouvent() -> None:
    """The test above would pass on nothing."""
    assert {"IMAGIN_BASE", "IMAGIN_OIDC_SECRET", "IMAGIN_MAINTENANCE"} <= reglages_lus()


def test_les_gabarits_que_les_docs_donnent_en_exemple_existent() -> None:
    exemples = re.findall(r'"(\w+/\w+\.html)"', lu("docs/ui.md"))
    gabarits = {"/".join(chemin.parts[-2:]) for chemin in fichiers(".html")}
    assert exemples
    assert [exemple for exemple in exemples if exemple not in gabarits] == []


def test_les_tests_que_les_docs_nomment_existent() -> None:
    noms = {
        noeud.name
        for chemin in fichiers(".py")
        if relatif(chemin).startswith("tests/")
        for noeud in ast.walk(ast.parse(chemin.read_text(encoding="utf-8")))
        if isinstance(noeud, ast.FunctionDef)
    }
    cites = {cite for chemin in DOCS.glob("*.md") for cite in re.findall(r"`(test_\w+)`", lu(relatif(chemin)))}
    assert sorted(cites - noms) == []


def test_chaque_decision_est_a_la_table_et_dit_ce_qui_la_changerait() -> None:
    decisions = sorted(chemin.name for chemin in (DOCS / "decisions").glob("[0-9]*.md"))
    table = lu("docs/decisions/README.md")
    assert [nom for nom in decisions if f"({nom})" not in table] == []
    assert len({nom[:4] for nom in decisions}) == len(decisions), "deux décisions portent le même numéro"
    # The first ones said it in other words, or not at all.
    recentes = [nom for nom in decisions if nom >= "0008"]
    assert [nom for nom in recentes if "What would change it" not in lu(f"docs/decisions/{nom}")] == []


def test_la_decision_des_bibliotheques_laisse_a_0007_l_instant_des_travaux() -> None:
    assert "rolled back with its transaction" not in lu("docs/decisions/0001-bibliotheques.md")
