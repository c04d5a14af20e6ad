"""One word, one meaning: what the house names twice, and what a room of verbs shows of itself."""

import ast
import re
from collections import defaultdict

from tests.outillage.maison import fichiers, relatif

ECRANS = ("imagin/activites/", "imagin/gestion/")

# Names that stand in several modules, and why that is one meaning.
PERMIS: dict[str, str] = {
    "AccesConfig": "Django names an app's class after its room, and both the socle and the domain have one for access",
    "objets": "a connector's target tables: `Connecteur.objets` (docs/imports.md)",
    "regles": "a connector's checks: `Connecteur.regles` (docs/imports.md)",
    "visibles": "what a portée sees of a room's objects: where reads begin (decision 0014)",
}


def test_aucun_nom_public_n_a_deux_sens() -> None:
    """Screens apart: `personnels` is in each of them its own list, found by the room."""
    lieux = publics()
    doubles = {nom: sorted(modules) for nom, modules in lieux.items() if len(modules) > 1}
    assert {nom: modules for nom, modules in doubles.items() if nom not in PERMIS} == {}
    assert sorted(PERMIS.keys() - doubles.keys()) == [], "à retirer de la liste"


def test_aucune_classe_d_un_ecran_ne_prend_le_nom_d_une_classe_d_en_bas() -> None:
    bas = publics()
    ecrans = {nom: modules for nom, modules in publics(ecrans=True).items() if nom[0].isupper() and nom in bas}
    assert ecrans == {}


def test_une_piece_montre_tous_ses_verbes() -> None:
    """`from imagin.domaine.convocations.actions import convoquer`: which file holds a verb is the room's own affair."""
    interieur = re.compile(r"from imagin\.domaine\.(\w+)\.actions\.\w+ import")
    assert [
        f"{relatif(chemin)} : {trouve[0]}"
        for chemin in fichiers(".py")
        for trouve in interieur.finditer(chemin.read_text(encoding="utf-8"))
        if not relatif(chemin).startswith(f"imagin/domaine/{trouve[1]}/")
    ] == [], "à importer de la pièce elle-même"


def publics(*, ecrans: bool = False) -> dict[str, list[str]]:
    """Return where each public class and function stands: in the screens, or everywhere else."""
    lieux = defaultdict(list)
    for chemin in fichiers(".py"):
        nom = relatif(chemin)
        if not nom.startswith("imagin/") or "/migrations/" in nom or "/commands/" in nom:
            continue
        if nom.startswith(ECRANS) != ecrans:
            continue
        for noeud in ast.parse(chemin.read_text(encoding="utf-8")).body:
            if isinstance(noeud, ast.ClassDef | ast.FunctionDef) and not noeud.name.startswith("_"):
                lieux[noeud.name].append(nom)
    return lieux
