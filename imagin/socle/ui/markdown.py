"""Our own texts written in Markdown (help, guide), as HTML for the frame: no raw HTML, no image, no script."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TITRES = ("heading_open", "heading_close")
LECTEUR = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable("image")


@dataclass(frozen=True)
class TexteAffichable:
    """A text: its first heading of level 1, and the rest as HTML."""

    titre: str
    corps: SafeString


def lire_markdown(texte: str, *, decalage: int = 0) -> TexteAffichable:
    """Read a text that begins with « # Titre »; `decalage` lowers its headings by as many levels.

    Raises ValueError when the title is missing.
    """
    jetons = LECTEUR.parse(texte)
    if len(jetons) < len(("open", "inline", "close")) or jetons[0].tag != "h1":
        raise ValueError("un texte commence par son titre : « # Titre »")
    titre, corps = jetons[1].content, jetons[3:]
    for jeton in corps:
        if jeton.type in TITRES:
            jeton.tag = f"h{min(int(jeton.tag[1:]) + decalage, 6)}"
    html = LECTEUR.renderer.render(corps, LECTEUR.options, {})
    return TexteAffichable(titre, mark_safe(html))  # noqa: S308 - html=False: the reader escapes all it does not write itself
