"""What the house tests read: the project's files, its rooms in their order, the classes and functions of the domain."""

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

DEPOT = Path(__file__).resolve().parent.parent.parent
DOMAINE = DEPOT / "imagin" / "domaine"
DE_TIERS = ("tiers", "vendor")  # directories of files that others wrote
Fonction = ast.FunctionDef | ast.AsyncFunctionDef


def fichiers(*suffixes: str) -> list[Path]:
    """Return the files that git keeps or would keep, ours only, with one of these suffixes, else all that are text."""
    commande = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    noms = subprocess.run(commande, cwd=DEPOT, capture_output=True, text=True, check=True).stdout.split("\0")
    chemins = (DEPOT / nom for nom in noms if nom)
    return [
        chemin
        for chemin in chemins
        if chemin.is_file()
        and not set(DE_TIERS) & set(chemin.relative_to(DEPOT).parts)
        and (chemin.suffix in suffixes if suffixes else _est_du_texte(chemin))
    ]


def relatif(chemin: Path) -> str:
    """Return the path from the checkout's root."""
    return str(chemin.relative_to(DEPOT))


def contrat(numero: str) -> dict[str, list[str]]:
    """Return an import-linter contract by its id."""
    reglages = tomllib.loads((DEPOT / "pyproject.toml").read_text(encoding="utf-8"))
    return next(lu for lu in reglages["tool"]["importlinter"]["contracts"] if lu["id"] == numero)


def rangs(numero: str) -> dict[str, int]:
    """Return the height of each name of a layers contract, 0 at the bottom; siblings share theirs."""
    couches = reversed(contrat(numero)["layers"])
    return {nom.strip("() "): rang for rang, couche in enumerate(couches) for nom in couche.split("|")}


def pieces(etage: str) -> list[str]:
    """Return the rooms of a floor: its packages."""
    return sorted(chemin.parent.name for chemin in (DEPOT / "imagin" / etage).glob("*/__init__.py"))


def arbres(*meubles: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield (room, syntax tree) for each module of this furniture in the domain, file or package."""
    for meuble in meubles:
        for chemin in sorted((*DOMAINE.glob(f"*/{meuble}.py"), *DOMAINE.glob(f"*/{meuble}/*.py"))):
            yield chemin.relative_to(DOMAINE).parts[0], ast.parse(chemin.read_text(encoding="utf-8"))


def fonctions_publiques(*meubles: str) -> Iterator[tuple[str, Fonction]]:
    """Yield (« room.function », its tree) for what this furniture offers to others: of a package, what it exports."""
    for meuble in meubles:
        for chemin in sorted(DOMAINE.glob(f"*/{meuble}.py")):
            yield from _fonctions(chemin, lambda nom: not nom.startswith("_"))
        for paquet in sorted(DOMAINE.glob(f"*/{meuble}/__init__.py")):
            exportees = {
                alias.name
                for noeud in ast.parse(paquet.read_text(encoding="utf-8")).body
                if isinstance(noeud, ast.ImportFrom)
                for alias in noeud.names
            }
            yield from _fonctions(paquet, lambda nom: not nom.startswith("_"))
            for chemin in sorted(paquet.parent.glob("[!_]*.py")):
                yield from _fonctions(chemin, exportees.__contains__)


def imports_internes(piece: Path) -> dict[str, set[str]]:
    """Return, for each module of a room, those of the same room that it imports, be it for annotations only."""
    modules = {_nom_du_module(chemin): chemin for chemin in piece.rglob("*.py") if "migrations" not in chemin.parts}
    return {
        nom: (_imports(ast.parse(chemin.read_text(encoding="utf-8"))) & modules.keys()) - {nom}
        for nom, chemin in modules.items()
    }


def commence_par_le_perimetre(fonction: Fonction) -> bool:
    """Say whether the perimeter comes first, or a queryset that one already bounds."""
    arguments = [*fonction.args.posonlyargs, *fonction.args.args, *fonction.args.kwonlyargs]
    if not arguments:
        return False
    premier = arguments[0]
    return premier.arg == "perimetre" or ast.unparse(premier.annotation or ast.Constant(0)).startswith("QuerySet[")


def _nom_du_module(chemin: Path) -> str:
    return ".".join(chemin.relative_to(DEPOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(arbre: ast.Module) -> set[str]:
    """Return every module that a tree may name: « from a import b » names a, and perhaps a.b."""
    noms = set()
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.ImportFrom):
            noms |= {str(noeud.module), *(f"{noeud.module}.{alias.name}" for alias in noeud.names)}
        elif isinstance(noeud, ast.Import):
            noms |= {alias.name for alias in noeud.names}
    return noms


def _fonctions(chemin: Path, garder: Callable[[str], bool]) -> Iterator[tuple[str, Fonction]]:
    piece = chemin.relative_to(DOMAINE).parts[0]
    for noeud in ast.parse(chemin.read_text(encoding="utf-8")).body:
        if isinstance(noeud, Fonction) and garder(noeud.name):
            yield f"{piece}.{noeud.name}", noeud


def _est_du_texte(chemin: Path) -> bool:
    try:
        chemin.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True
