"""Text folded: what two people type differently and mean the same; `recherche.js` folds alike, compared by a test."""

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


def _plier(texte: str, remplacements: dict[int, str]) -> str:
    nu = texte if texte.isascii() else unicodedata.normalize("NFD", texte)
    return _ESPACES.sub(" ", nu.lower().translate(remplacements)).strip(" ")
