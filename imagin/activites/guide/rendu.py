"""The tokens of a chapter, as HTML for the screen and as data for the PDF."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

DOSSIER = Path(__file__).resolve().parents[3] / "docs" / "guide"
DECALAGE = 1  # a chapter's title is under the page's, so its sections are h3 and what they hold h4
Noeud = dict[str, object]


class _Rendu(RendererHTML):
    """HTML where a picture alone in its paragraph is a figure with its legend."""

    def image(self, jetons: Sequence[Token], rang: int, options: OptionsDict, env: object) -> str:
        """A screenshot, its size known ahead so that the page does not jump."""
        nom = nom_de_la_capture(jetons[rang])
        largeur, hauteur = tailles()[nom]
        legende = str(jetons[rang].attrs.get("title", ""))
        image = (
            f'<img src="{static(f"guide/captures/{nom}.webp")}" alt="{escape(jetons[rang].content)}" '
            f'width="{largeur}" height="{hauteur}" loading="lazy">'
        )
        return f"{image}<figcaption>{escape(legende)}</figcaption>" if legende else image


LECTEUR = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Rendu).enable("table")


def html(jetons: Sequence[Token]) -> SafeString:
    """The tokens as HTML. Raw HTML was never read: whatever stands here was escaped."""
    copies = [jeton.copy() for jeton in jetons]
    for avant, jeton, apres in zip(copies, copies[1:], copies[2:], strict=False):
        if avant.type == "paragraph_open" and est_une_capture(jeton):
            avant.tag = apres.tag = "figure"
            if legende := (jeton.children or [])[0].attrs.get("title"):
                avant.attrs |= {"role": "figure", "aria-label": legende}
    for jeton in copies:
        if jeton.type in {"heading_open", "heading_close"}:
            jeton.tag = f"h{int(jeton.tag[1:]) + DECALAGE}"
    return mark_safe(LECTEUR.renderer.render(copies, LECTEUR.options, {}))  # noqa: S308 - raw HTML is not read


@cache
def tailles() -> dict[str, list[int]]:
    """Width and height in pixels of each screenshot, by its name."""
    contenu: dict[str, list[int]] = json.loads((DOSSIER / "captures" / "tailles.json").read_text(encoding="utf-8"))
    return contenu


def est_une_capture(jeton: Token) -> bool:
    """Is this paragraph a picture and nothing else?"""
    return jeton.type == "inline" and [enfant.type for enfant in jeton.children or ()] == ["image"]


def nom_de_la_capture(jeton: Token) -> str:
    """« missions » for « captures/missions.webp »."""
    return str(jeton.attrs["src"]).removeprefix("captures/").removesuffix(".webp")


def donnees(jetons: Sequence[Token]) -> list[Noeud]:
    """The tokens as a tree of plain data, which the document « guide » draws."""
    return list(_blocs(iter(jetons), ""))


def _blocs(jetons: Iterator[Token], fin: str) -> Iterator[Noeud]:
    """Blocks until the token that closes their parent."""
    for jeton in jetons:
        if jeton.type == fin:
            return
        if jeton.type == "inline":
            yield _capture(jeton) if est_une_capture(jeton) else {"genre": "texte", "contenu": _textes(jeton)}
        elif jeton.type.endswith("_open"):
            yield {
                "genre": jeton.tag,
                "blocs": list(_blocs(jetons, jeton.type.replace("_open", "_close"))),
            }
        else:
            yield {"genre": jeton.type, "texte": jeton.content}


def _capture(jeton: Token) -> Noeud:
    image = (jeton.children or [])[0]
    return {
        "genre": "capture",
        "nom": nom_de_la_capture(image),
        "alt": image.content,
        "legende": str(image.attrs.get("title", "")),
    }


def _textes(jeton: Token) -> list[Noeud]:
    """Runs of text with the marks they bear: « strong », « em », « code », and the address of a link."""
    textes: list[Noeud] = []
    marques: list[str] = []
    adresse = ""
    for enfant in jeton.children or ():
        if enfant.type == "link_open":
            adresse = str(enfant.attrs["href"])
        elif enfant.type == "link_close":
            adresse = ""
        elif enfant.nesting == 1:
            marques.append(enfant.tag)
        elif enfant.nesting == -1:
            marques.remove(enfant.tag)
        else:
            texte = "\n" if enfant.type == "hardbreak" else enfant.content or " "
            genres = [*marques, "code"] if enfant.type == "code_inline" else [*marques]
            textes.append({"texte": texte, "marques": genres, "adresse": adresse})
    return textes
