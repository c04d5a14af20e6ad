"""Keyword search: the same folding as `static/imagin/js/recherche.js`, so that page and server find the same lines."""

import re
import unicodedata

_ESPACES = re.compile("[\t\n\v\f\r \u00a0\u2007\u2009\u202f]+")
_LETTRES = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "ς": "σ",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
}
_ACCENTS = dict.fromkeys(map(chr, range(0x0300, 0x0370)), "")
SIGNES = "'’‘ʼʻ′-‐‑‒–—"  # apostrophes and hyphens, typed and typographic
SAINTS = {"saint": "st", "sainte": "ste", "st": "saint", "ste": "sainte"}
"""Two spellings of one word, in names of people, of schools and of places."""
_COLLES = str.maketrans({**_LETTRES, **_ACCENTS, **dict.fromkeys(SIGNES, "")})
_SEPARES = str.maketrans({**_LETTRES, **_ACCENTS, **dict.fromkeys(SIGNES, " ")})


def replier(texte: str) -> str:
    """The text without case, accents, ligatures, apostrophes or hyphens, spaces single: what is looked in.

    « BÉNEC’H  Œdipe » → « benech oedipe »; « LE-GOFF » → « legoff ».
    Guide: G1.3-08.
    """
    return _plier(texte, _COLLES)


def separer(texte: str) -> str:
    """The same, where apostrophes and hyphens are spaces: what is looked for, and the order of texts.

    « LE-GOFF » → « le goff », whose words are found in « legoff » as in « le goff ».
    """
    return _plier(texte, _SEPARES)


def cherchable(texte: str) -> str:
    """What a line is looked for in: its folded text, then with « St » for « Saint » and the other way round.

    « SAINT-MARTIN » → « saintmartin st martin », in which « St-Martin » is found.
    """
    replie = replier(texte)
    if "st" not in replie and "saint" not in replie:
        return replie
    mots = separer(texte).split(" ")
    autres = [SAINTS.get(mot, mot) for mot in mots]
    return replie if autres == mots else f"{replie} {' '.join(autres)}"


def contient(texte_replie: str, mots: list[str]) -> bool:
    """Is every folded word somewhere in the folded text?"""
    return all(mot in texte_replie for mot in mots)


def mots_cherches(question: str) -> list[str]:
    """The folded words of a search, in no order."""
    return [mot for mot in separer(question).split(" ") if mot]


def _plier(texte: str, remplacements: dict[int, str]) -> str:
    nu = texte if texte.isascii() else unicodedata.normalize("NFD", texte)
    return _ESPACES.sub(" ", nu.lower().translate(remplacements)).strip(" ")
