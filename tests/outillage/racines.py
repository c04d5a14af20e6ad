"""Where reads of the base begin, seen in the syntax tree: by what is done, whatever the names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ECRITURES = {
    "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "update", "delete",
}  # fmt: skip
SOUS_REQUETES = ("Exists", "Subquery", "ArraySubquery")
GESTIONNAIRES = {"objects", "_default_manager", "_base_manager"}


@dataclass(frozen=True)
class Depart:
    """A use of `Model.objects`: at which line, in which functions (innermost first), followed by which methods.

    `suit`: it follows rows that another query reads, as a prefetch or a subquery of an outer row.
    """

    ligne: int
    fonctions: tuple[ast.FunctionDef, ...]
    methodes: frozenset[str]
    suit: bool

    @property
    def ecrit(self) -> bool:
        """The chain ends by writing."""
        return bool(self.methodes & ECRITURES)

    @property
    def au_dela(self) -> bool:
        """A function around it says why it looks beyond its caller."""
        return any(est_marquee(fonction) for fonction in self.fonctions)


def departs(chemin: Path) -> Iterator[Depart]:
    """Every use of a manager in a module."""
    arbre = ast.parse(chemin.read_text(encoding="utf-8"))
    parents = {fils: noeud for noeud in ast.walk(arbre) for fils in ast.iter_child_nodes(noeud)}
    chaines = {
        _chaine(noeud, parents): noeud
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Attribute) and noeud.attr in GESTIONNAIRES
    }
    correlees = {
        next((un for un in _ancetres(noeud, parents) if un in chaines or _appelle(un, *SOUS_REQUETES)), None)
        for noeud in ast.walk(arbre)
        if _appelle(noeud, "OuterRef")
    }
    for chaine, noeud in chaines.items():
        ancetres = list(_ancetres(chaine, parents))
        yield Depart(
            noeud.lineno,
            tuple(un for un in ancetres if isinstance(un, ast.FunctionDef)),
            _methodes(noeud, parents),
            chaine in correlees or any(_appelle(un, "Prefetch") for un in ancetres),
        )


def est_marquee(fonction: ast.FunctionDef) -> bool:
    """Say whether a function is decorated by `hors_perimetre`."""
    return any(_appelle(decorateur, "hors_perimetre") for decorateur in fonction.decorator_list)


def _ancetres(noeud: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while (noeud := parents.get(noeud)) is not None:  # type: ignore[assignment]
        yield noeud


def _chaine(noeud: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    """The whole of `Model.objects.filter(…).order_by(…)`."""
    while (parent := parents[noeud]) and (
        isinstance(parent, ast.Attribute) or (isinstance(parent, ast.Call) and parent.func is noeud)
    ):
        noeud = parent
    return noeud


def _methodes(noeud: ast.AST, parents: dict[ast.AST, ast.AST]) -> frozenset[str]:
    fin, noms = _chaine(noeud, parents), set()
    while noeud is not fin:
        noeud = parents[noeud]
        if isinstance(noeud, ast.Attribute):
            noms.add(noeud.attr)
    return frozenset(noms)


def _appelle(noeud: ast.AST, *noms: str) -> bool:
    return isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Name) and noeud.func.id in noms
