"""Keyword search: the same folding as `static/imagin/js/recherche.js`, so that page and server find the same lines."""

import re
import unicodedata

_ESPACES = re.compile("[\t\n\v\f\r \u00a0\u2007\u2009\u202f]+")
_LETTRES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ"}
_SIGNES = {**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("‐‑", "-")}
_ACCENTS = dict.fromkeys(map(chr, range(0x0300, 0x0370)), "")
_REMPLACEMENTS = str.maketrans({**_LETTRES, **_SIGNES, **_ACCENTS})


def replier(texte: str) -> str:
    """The text without case, accents or ligatures, typographic apostrophes as typed ones, spaces single.

    « BÉNEC’H  Œdipe » → « benec'h oedipe ».
    Guide: G1.3-08.
    """
    bas = texte.lower() if texte.isascii() else unicodedata.normalize("NFD", texte).lower().translate(_REMPLACEMENTS)
    return _ESPACES.sub(" ", bas).strip(" ")


def contient(texte_replie: str, mots: list[str]) -> bool:
    """Is every folded word somewhere in the folded text?"""
    return all(mot in texte_replie for mot in mots)


def mots_cherches(question: str) -> list[str]:
    """The folded words of a search, in no order."""
    return replier(question).split(" ") if replier(question) else []
