"""Keyword search: the same folding as `static/imagin/js/recherche.js`, so that page and server find the same lines."""

import re

from imagin.socle.texte.repli import replier, separer

SAINTS = {"saint": "st", "sainte": "ste", "st": "saint", "ste": "sainte"}
"""Two spellings of one word, in names of people, of schools and of places."""
# A telephone as it is kept, the prefix of France before its first digit, and the beginning of one typed with dots.
_TELEPHONE = re.compile(r"\b0[1-9](?: [0-9]{2}){4}\b")
_INDICATIF = re.compile(r"(?:\+|\b00)33 ?(?:\(0\) ?)?(?=[1-9])")
_A_POINTS = re.compile(r"0[1-9][0-9.]*$")


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
