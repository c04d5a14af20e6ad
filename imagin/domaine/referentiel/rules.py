"""What may be written in a welcome message: decided here once, whoever writes it."""

import re
from html import escape

import nh3

BALISES = {"a", "b", "blockquote", "br", "em", "h3", "i", "li", "ol", "p", "strong", "ul"}
ATTRIBUTS = {"a": {"href"}}
PROTOCOLES = {"http", "https", "mailto", "tel"}
# Editors write the first of each pair; screen readers are told more by the second.
PORTEURS_DE_SENS = {"b": "strong", "i": "em"}
PRESENTATION = re.compile(r"<(/?)(b|i)>")
UNE_BALISE = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
BLOC_VIDE = re.compile(r"<(p|h3|li|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")


def assainir_message(texte: str) -> str:
    """The HTML of a message, with nothing left that could run, disguise itself or break the page.

    Accepts what a rich text editor gives, or plain text: its blank lines then part paragraphs, its line ends stay.
    Links keep http, https, mailto and tel addresses. What says nothing gives "".

    Guide: G2.2-01.
    """
    html = texte if UNE_BALISE.search(texte) else _en_paragraphes(texte)
    propre = nh3.clean(html, tags=BALISES, attributes=ATTRIBUTS, url_schemes=PROTOCOLES)
    propre = PRESENTATION.sub(lambda trouve: f"<{trouve[1]}{PORTEURS_DE_SENS[trouve[2]]}>", propre)
    propre = BLOC_VIDE.sub("", propre).strip()
    return propre if UNE_BALISE.sub("", propre).strip() else ""


def _en_paragraphes(texte: str) -> str:
    """Plain text as HTML."""
    paragraphes = re.split(r"\n\s*\n", escape(texte.replace("\r\n", "\n").strip(), quote=False))
    return "".join(f"<p>{'<br>'.join(p.splitlines())}</p>" for p in paragraphes)
