"""Where reads of the base begin: in the racines.py of each room. docs/architecture.md says why."""

import ast
from pathlib import Path

import pytest

from tests.outillage.maison import DEPOT, DOMAINE, commence_par_le_perimetre, relatif
from tests.outillage.racines import departs, est_marquee

# Roots that begin with rows which a read has bounded, instead of with who asks.
RACINES_QUI_SUIVENT = {
    "convocations.creneaux_d",
    "convocations.lettres_d",
    "convocations.lettres_en_vigueur_d",
    "services_faits.constats_d",
}
RACINES_AU_DELA_AU_PLUS = 20


def test_une_lecture_ne_commence_que_dans_les_racines() -> None:
    """`Model.objects` elsewhere writes, follows rows that another query reads, or says why it looks beyond."""
    lieux = [
        f"{relatif(chemin)}:{depart.ligne}"
        for etage in ("domaine", "presentation")
        for chemin in sorted((DEPOT / "imagin" / etage).rglob("*.py"))
        if chemin.name != "racines.py" and "migrations" not in chemin.parts
        for depart in departs(chemin)
        if not (depart.suit or depart.au_dela or (depart.ecrit and {"actions", "suites"} & set(_meubles(chemin))))
    ]
    assert lieux == [], "commencez par « racines.py » : visibles(perimetre)"


@pytest.mark.parametrize(
    ("corps", "commence"),
    [
        ("return Mission.objects.filter(centre=1)", True),
        ("return Mission._default_manager.all()", True),
        ("lues = Mission.objects.select_for_update()\n    lues.update(ciblee=True)", True),
        ("return Mission.objects.filter(Exists(Creneau.objects.filter(mission=OuterRef('pk'))))", True),
        ("return Mission.objects.annotate(vu=Exists(vus().filter(mission=OuterRef('pk'))))", True),
        ("return missions.filter(Exists(Creneau.objects.filter(mission=OuterRef('pk'))))", False),
        ("return missions.prefetch_related(Prefetch('dates', DateMission.objects.order_by('jour')))", False),
        ("return Mission.objects.filter(pk__in=cles).update(ciblee=True)", False),
    ],
)
def test_une_lecture_plantee_ailleurs_se_voit(corps: str, commence: bool, tmp_path: Path) -> None:
    module = tmp_path / "actions.py"
    module.write_text(f"def f():\n    {corps}\n", encoding="utf-8")
    assert any(not (depart.suit or depart.au_dela or depart.ecrit) for depart in departs(module)) is commence


def test_chaque_racine_dit_ce_qu_elle_laisse_voir() -> None:
    """By who asks, by rows that one holds already, or for everybody, with the reason; those are counted."""
    racines = {
        f"{chemin.parent.name}.{fonction.name}": fonction
        for chemin in sorted(DOMAINE.glob("*/racines.py"))
        for fonction in ast.parse(chemin.read_text(encoding="utf-8")).body
        if isinstance(fonction, ast.FunctionDef)
    }
    au_dela = {nom for nom, fonction in racines.items() if est_marquee(fonction)}
    suivent = {nom for nom in racines.keys() - au_dela if not commence_par_le_perimetre(racines[nom])}
    assert suivent == RACINES_QUI_SUIVENT
    assert len(au_dela) <= RACINES_AU_DELA_AU_PLUS, "une racine de plus voit au-delà : est-ce voulu ?"


def _meubles(chemin: Path) -> tuple[str, ...]:
    """« actions » for `actions.py` and for `actions/convoquer.py`."""
    return chemin.with_suffix("").parts
