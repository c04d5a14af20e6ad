"""Characters that our fonts can draw: whatever is typed in a form must neither fail a document nor print as a box.

PDF/UA forbids undrawable characters, so the compiler refuses the whole document for one of them. Every string of the
data passes here first; a string of ordinary text comes out as it is.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

POLICES = Path(__file__).parents[1] / "ui" / "polices"
INCONNU = "?"
LONGUEUR_SECABLE = 40  # characters: longer words get a place to break, so that they stay on the page
TRANCHE = 20
SANS_LARGEUR = "\u200b"
MOT_LONG = re.compile(rf"[^\s{SANS_LARGEUR}]{{{LONGUEUR_SECABLE + 1},}}")
# What word processors paste: bullets of the Symbol and Wingdings fonts, line separators.
COLLAGES = {"\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\t": " "}
GARDES = {"\n"}
INVISIBLES = {"Cc", "Cf"}


def assainir(valeur: object, perdus: set[str] | None = None) -> object:
    """The same data (str, int, float, bool, None, mappings, iterables) with only characters that can be drawn.

    Accents the fonts lack are dropped from their letter; invisible and direction-changing characters are removed; the
    rest becomes « ? ». `perdus` receives what a reader would miss.
    """
    if isinstance(valeur, str):
        return _assainir_texte(valeur, perdus)
    if isinstance(valeur, Mapping):
        return {str(cle): assainir(contenu, perdus) for cle, contenu in valeur.items()}
    if isinstance(valeur, Iterable):
        return [assainir(contenu, perdus) for contenu in valeur]
    return valeur


def pertes(texte: str) -> dict[str, str]:
    """The characters of that text that will not print as they are, each with what prints instead (maybe nothing).

    Those that nobody sees or means (controls, marks of direction, pasted bullets) are not losses.
    """
    trouves = _interdits().findall(unicodedata.normalize("NFC", texte))
    return {caractere: _remplacer(caractere) for caractere in dict.fromkeys(trouves) if _se_voit(caractere)}


def _se_voit(caractere: str) -> bool:
    return caractere not in COLLAGES and unicodedata.category(caractere) not in INVISIBLES


@cache
def couverture() -> frozenset[int]:
    """Code points that every font of the house can draw."""
    return frozenset.intersection(*(_points_de_code(fichier) for fichier in sorted(POLICES.glob("*.otf"))))


def _assainir_texte(texte: str, perdus: set[str] | None) -> str:
    """One string, made drawable."""
    if not (texte.isascii() and texte.isprintable()):
        texte = unicodedata.normalize("NFC", texte.replace("\r\n", "\n"))
        if perdus is not None:
            perdus.update(filter(_se_voit, _interdits().findall(texte)))
        texte = _interdits().sub(lambda trouve: _remplacer(trouve[0]), texte)
    if len(texte) > LONGUEUR_SECABLE:
        texte = MOT_LONG.sub(lambda trouve: _rendre_secable(trouve[0]), texte)
    return texte


@cache
def _remplacer(caractere: str) -> str:
    """What to print instead of a character that cannot be drawn."""
    if caractere in COLLAGES:
        return COLLAGES[caractere]
    if unicodedata.category(caractere) in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    permis = couverture()
    decompose = unicodedata.normalize("NFKD", caractere)
    lettres = "".join(lettre for lettre in decompose if ord(lettre) in permis and not unicodedata.combining(lettre))
    return lettres or INCONNU


@cache
def _interdits() -> re.Pattern[str]:
    """Matches one character that must not reach the compiler."""
    permis = (c for c in sorted(couverture()) if unicodedata.category(chr(c)) not in INVISIBLES)
    intervalles = "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in _intervalles(permis))
    return re.compile(f"[^{intervalles}{''.join(GARDES)}{SANS_LARGEUR}]")


def _intervalles(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as closed ranges: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    debut = fin = -2
    for point in points:
        if point != fin + 1:
            if fin >= 0:
                yield debut, fin
            debut = point
        fin = point
    if fin >= 0:
        yield debut, fin


def _rendre_secable(mot: str) -> str:
    """A word too long for a column, with places to break after its punctuation or every 20 characters."""
    morceaux = re.findall(rf"[^-/@._]{{1,{TRANCHE}}}[-/@._]?|[-/@._]", mot)
    return SANS_LARGEUR.join(morceaux)


def _points_de_code(police: Path) -> frozenset[int]:
    """Code points of an OpenType font, read from its format 12 `cmap`. Source: ISO/IEC 14496-22, cmap."""
    octets = police.read_bytes()
    (tables,) = struct.unpack_from(">H", octets, 4)
    entrees = (struct.unpack_from(">4s4xI4x", octets, 12 + 16 * rang) for rang in range(tables))
    cmap = next(position for etiquette, position in entrees if etiquette == b"cmap")
    (nombre,) = struct.unpack_from(">H", octets, cmap + 2)
    for rang in range(nombre):
        sous_table = cmap + struct.unpack_from(">I", octets, cmap + 4 + 8 * rang + 4)[0]
        if struct.unpack_from(">H", octets, sous_table)[0] == 12:
            (groupes,) = struct.unpack_from(">I", octets, sous_table + 12)
            bornes = struct.iter_unpack(">III", octets[sous_table + 16 : sous_table + 16 + 12 * groupes])
            return frozenset(point for debut, fin, _ in bornes for point in range(debut, fin + 1))
    raise ValueError(f"{police.name} : pas de table cmap de format 12")
