"""The words that the product writes: what tells a film of today's product from one of yesterday's."""

import html
import re
from collections.abc import Iterable
from functools import cache

from outils.demo.reglages import DEPOT

SUFFIXES = {".html", ".py", ".js", ".toml"}
MORCEAU = re.compile(r"\\u([0-9a-f]{4})")
BLANCS = re.compile(r"[\s\u00a0\u202f]+")


def introuvables(libelles: Iterable[str]) -> list[str]:
    """Return those that no template, declaration or script of the product writes."""
    return sorted(libelle for libelle in libelles if aplatir(libelle) not in _ecrit())


def a_tenir(libelles: Iterable[str]) -> list[str]:
    """Return the product's own words among what a screen shows: its sources write them, no data does."""
    propres = {libelle for libelle in libelles if any(lettre.islower() for lettre in libelle)}
    return sorted(propres - set(introuvables(propres)))


def aplatir(texte: str) -> str:
    """The text as read, on one line: entities and escapes undone, one space for any."""
    texte = MORCEAU.sub(lambda trouve: chr(int(trouve[1], 16)), texte)
    return BLANCS.sub(" ", html.unescape(texte)).strip()


@cache
def _ecrit() -> str:
    """All that the sources of the product say."""
    fichiers = sorted(chemin for chemin in (DEPOT / "imagin").rglob("*") if chemin.suffix in SUFFIXES)
    return aplatir("\n".join(chemin.read_text(encoding="utf-8") for chemin in fichiers))
