"""A line per requirement of docs/exigences.md: its number, then the tests that carry its mark, or AUCUN.

The tests are read, not run: `python3 -m outils.exigences`. Standard library only.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

DEPOT = Path(__file__).resolve().parent.parent
NUMERO = re.compile(r"^- (G[\dGX.]*-\d\d)\b", re.MULTILINE)
MARQUE = "exigence"
Porteur = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def lire_exigences() -> list[str]:
    """Return the numbers of the requirements, in the document's order."""
    return NUMERO.findall((DEPOT / "docs" / "exigences.md").read_text(encoding="utf-8"))


def lire_marques() -> dict[str, list[str]]:
    """Return, for each number that a test carries, the tests: « tests/…/test_x.py::test_y », in order."""
    marques: dict[str, list[str]] = {}
    for fichier in sorted((DEPOT / "tests").rglob("test_*.py")):
        arbre = ast.parse(fichier.read_text(encoding="utf-8"), str(fichier))
        for nom, numeros in _tests(arbre, str(fichier.relative_to(DEPOT)), ()):
            for numero in numeros:
                marques.setdefault(numero, []).append(nom)
    return marques


def _tests(porteur: Porteur, nom: str, herites: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each test below `porteur` with the numbers it carries, those of its module and class included."""
    for noeud in porteur.body:
        if isinstance(noeud, ast.Assign) and any(ast.unparse(cible) == "pytestmark" for cible in noeud.targets):
            herites += _numeros(noeud.value)
    for noeud in porteur.body:
        if isinstance(noeud, ast.FunctionDef | ast.AsyncFunctionDef) and noeud.name.startswith("test"):
            propres = (numero for decorateur in noeud.decorator_list for numero in _numeros(decorateur))
            yield f"{nom}::{noeud.name}", tuple(dict.fromkeys((*herites, *propres)))
        elif isinstance(noeud, ast.ClassDef) and noeud.name.startswith("Test"):
            propres = (numero for decorateur in noeud.decorator_list for numero in _numeros(decorateur))
            yield from _tests(noeud, f"{nom}::{noeud.name}", (*herites, *propres))


def _numeros(expression: ast.expr) -> tuple[str, ...]:
    """Return the numbers of every `pytest.mark.exigence("…")` inside an expression."""
    return tuple(
        argument.value
        for appel in ast.walk(expression)
        if isinstance(appel, ast.Call) and isinstance(appel.func, ast.Attribute) and appel.func.attr == MARQUE
        for argument in appel.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


def main() -> int:
    """Print the table; return 1 when a test names a requirement that does not exist."""
    exigences, marques = lire_exigences(), lire_marques()
    for numero in exigences:
        print(numero, ", ".join(marques.get(numero, ["AUCUN"])))
    prouvees = sum(numero in marques for numero in exigences)
    print(f"{prouvees} exigences sur {len(exigences)} ont un test.", file=sys.stderr)
    inconnues = sorted(marques.keys() - set(exigences))
    for numero in inconnues:
        print(f"Erreur : exigence inconnue {numero} : {', '.join(marques[numero])}", file=sys.stderr)
    return 1 if inconnues else 0


if __name__ == "__main__":
    sys.exit(main())
