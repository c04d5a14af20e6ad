"""Runs `mesurer()` of every module of this folder that has one, or of those named on the command line."""

import importlib
import pkgutil
import sys
from types import ModuleType

import bench
from bench.mesure import manquees


def modules(noms: list[str]) -> list[ModuleType]:
    """The modules to run; all when no name is given. Raises ModuleNotFoundError for a name that is not one."""
    trouves = noms or sorted({module.name for module in pkgutil.iter_modules(bench.__path__)} - {"__main__"})
    charges = (importlib.import_module(f"bench.{nom}") for nom in trouves)
    return [module for module in charges if hasattr(module, "mesurer")]


def main() -> int:
    """Runs the measures; 1 when a ratio is not what is expected."""
    print("mesure | IMAG'IN | référence | rapport")
    for module in modules(sys.argv[1:]):
        module.mesurer()
    if manquees:
        print(f"Manquées : {', '.join(manquees)}.")
    return 1 if manquees else 0


if __name__ == "__main__":
    sys.exit(main())
