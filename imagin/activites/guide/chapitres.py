"""The user guide: chapters written in Markdown in docs/guide, read once, for the screen and for the PDF.

A room of the académie that has none there has its « Aide » for a chapter, after the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

from django.apps import apps
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it.token import Token

from imagin.activites.guide.rendu import DOSSIER, LECTEUR, html
from imagin.socle.texte.repli import replier

FICHIER = re.compile(r"\d\d-(?P<cle>[a-z0-9-]+)\.md")
# French typography: the space before « : » and inside « » never breaks a line.
INSECABLES = ((re.compile(r"« "), "«\u00a0"), (re.compile(r" (?=[»:;?!])"), "\u00a0"))


@dataclass(frozen=True)
class Section:
    """What stands under a heading « ## »; the first of a chapter has no title of its own."""

    cle: str
    titre: str
    jetons: tuple[Token, ...]

    @cached_property
    def corps(self) -> SafeString:
        """Its text for the screen."""
        return html(self.jetons)

    @cached_property
    def replie(self) -> str:
        """Its words, folded: what the search looks in. Pictures count by what they say of themselves."""
        legendes = " ".join(jeton.content for jeton in self.jetons if jeton.type == "inline" and "![" in jeton.content)
        return replier(f"{self.titre} {strip_tags(self.corps)} {legendes}")


@dataclass(frozen=True)
class Chapitre:
    """A chapter: `cle` is its name in the address (« convocation-par-mission »)."""

    cle: str
    titre: str
    sections: tuple[Section, ...]

    @cached_property
    def replie(self) -> str:
        """Its title, folded: a section is found by the chapter it belongs to as well."""
        return replier(self.titre)


@cache
def chapitres() -> tuple[Chapitre, ...]:
    """All the chapters, in order. Raises ValueError when a file does not begin by its title."""
    ecrits = {
        trouve["cle"]: chemin for chemin in sorted(DOSSIER.glob("*.md")) if (trouve := FICHIER.fullmatch(chemin.name))
    }
    sources = ecrits | {cle: chemin for cle, chemin in _aides() if cle not in ecrits}
    return tuple(_lire(cle, chemin.read_text(encoding="utf-8")) for cle, chemin in sources.items())


def _aides() -> Iterator[tuple[str, Path]]:
    """The « Aide » of each room of the académie, in the menu's order."""
    for piece in apps.get_app_configs():
        if piece.name.startswith("imagin.gestion.") and (aide := Path(piece.path) / "aide.md").exists():
            yield piece.label.replace("_", "-"), aide


def _lire(cle: str, texte: str) -> Chapitre:
    for motif, remplacant in INSECABLES:
        texte = motif.sub(remplacant, texte)
    jetons = LECTEUR.parse(texte)
    if not jetons or jetons[0].tag != "h1":
        raise ValueError(f"le chapitre « {cle} » ne commence pas par son titre : « # Titre »")
    return Chapitre(cle, jetons[1].content, tuple(_sections(cle, jetons[3:])))


def _sections(cle: str, jetons: list[Token]) -> Iterator[Section]:
    """Cut the tokens at each « ## »."""
    coupes = [rang for rang, jeton in enumerate(jetons) if jeton.type == "heading_open" and jeton.tag == "h2"]
    if jetons[: coupes[0] if coupes else None]:
        yield Section(f"{cle}-presentation", "", tuple(jetons[: coupes[0] if coupes else None]))
    for debut, fin in pairwise([*coupes, len(jetons)]):
        titre = jetons[debut + 1].content
        yield Section(f"{cle}-{slugify(titre)}", titre, tuple(jetons[debut + 3 : fin]))
