"""The connectors of this installation: every room of `echanges` that has a module `connecteur` with a `CONNECTEUR`."""

import pkgutil
from importlib import import_module
from importlib.util import find_spec

import imagin.echanges
from imagin.socle.imports.connecteur import Connecteur


def connecteurs() -> dict[str, Connecteur]:
    """All connectors that read files, by the code that the command takes."""
    pieces = (piece.name for piece in pkgutil.iter_modules(imagin.echanges.__path__) if piece.ispkg)
    modules = (f"imagin.echanges.{piece}.connecteur" for piece in pieces)
    trouves: list[Connecteur] = [import_module(module).CONNECTEUR for module in modules if find_spec(module)]
    return {connecteur.code: connecteur for connecteur in sorted(trouves, key=lambda connecteur: connecteur.code)}
