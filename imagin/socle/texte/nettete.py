"""Text without what nobody sees: control characters, writing directions, ends of line and doubled blanks in a name.

A name that carries them cannot be found, breaks the terminal that prints it, or shows something else than it is.
"""

import re
import unicodedata

# Control characters but ends of line and tabulations, soft hyphens, zero widths, directions of writing, annotations.
INVISIBLES = (
    "\\u0001-\\u0008\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb"
)
SAUTS = "\\n\\r\\u000b\\u000c\\u0085\\u2028\\u2029"
BLANCS = " \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000"
"""Inside of character classes, in the spelling that Python and PostgreSQL share."""

# UTF-8 read as ISO-8859-1 or Windows-1252 and saved again: « é » becomes « Ã© ». And what no longer is any character.
MOJIBAKE = (
    "[\\u00c2\\u00c3][\\u0080-\\u00bf\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc"
    "\\u2013-\\u203a\\u20ac\\u2122]|\\u00e2\\u20ac|\\ufffd"
)

_INVISIBLES = re.compile(f"[{INVISIBLES}]")
_SAUTS = re.compile(f"[{BLANCS}]*[{SAUTS}]+[{BLANCS}{SAUTS}]*")
_BLANCS = re.compile(f"[{BLANCS}]+")
_MOJIBAKE = re.compile(MOJIBAKE)


def net(texte: str, *, saut: str = " ", espaces: bool = False) -> str:
    """One line, composed (NFC), without invisible characters nor (unless `espaces`) doubled blanks.

    `saut` stands for the ends of line.
    """
    sans = _INVISIBLES.sub("", unicodedata.normalize("NFC", texte).replace("\x00", ""))
    lignes = _SAUTS.sub(saut, sans.strip())
    return (lignes if espaces else _BLANCS.sub(" ", lignes)).strip()


def affichable(texte: str, largeur: int = 200) -> str:
    """What may be printed on a terminal or kept in a report: one line, nothing invisible, cut past `largeur`."""
    coupe = texte if len(texte) <= largeur else texte[: largeur - 1] + "…"
    encodable = coupe.encode("utf-8", "replace").decode()  # the name of a file may be no text at all
    return _SAUTS.sub(" ", _INVISIBLES.sub("", encodable.replace("\x00", "")))


def est_abime(texte: str) -> bool:
    """Was it read in the wrong encoding (« Ã© » for « é »)?"""
    return _MOJIBAKE.search(texte) is not None
