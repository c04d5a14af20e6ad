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
# A telephone as it is kept, the prefix of France before its first digit, and the beginning of one typed with dots.
_TELEPHONE = re.compile(r"\b0[1-9](?: [0-9]{2}){4}\b")
_INDICATIF = re.compile(r"(?:\+|\b00)33 ?(?:\(0\) ?)?(?=[1-9])")
_A_POINTS = re.compile(r"0[1-9][0-9.]*$")
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
    """What a line is looked for in: its folded text, « St » for « Saint » and the reverse, telephones without spaces.

    « SAINT-MARTIN » → « saintmartin st martin », in which « St-Martin » is found; « 06 39 98 41 15 » is found by
    « 0639984115 ».
    """
    replie = replier(texte)
    colles = [telephone.replace(" ", "") for telephone in _TELEPHONE.findall(replie)]
    mots = separer(texte).split(" ") if "st" in replie or "saint" in replie else []
    autres = [SAINTS.get(mot, mot) for mot in mots]
    return " ".join((replie, *(autres if autres != mots else ()), *colles))


def contient(texte_replie: str, mots: list[str]) -> bool:
    """Is every folded word somewhere in the folded text?"""
    return all(mot in texte_replie for mot in mots)


def mots_cherches(question: str) -> list[str]:
    """The folded words of a search, in no order; a telephone in any writing, +33 and dots, as it is kept."""
    mots = _INDICATIF.sub("0", separer(question)).split(" ")
    return [mot.replace(".", "") if _A_POINTS.match(mot) else mot for mot in mots if mot]


def _plier(texte: str, remplacements: dict[int, str]) -> str:
    nu = texte if texte.isascii() else unicodedata.normalize("NFD", texte)
    return _ESPACES.sub(" ", nu.lower().translate(remplacements)).strip(" ")
