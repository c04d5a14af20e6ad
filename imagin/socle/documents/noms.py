"""Names of files: safe on every system, unique in an archive."""

import re
import unicodedata

LONGUEUR = 100  # characters: a path of 255 holds it whatever the folder
DEFAUT = "document"
# Letters without an accent to drop.
LETTRES = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "n",
        "Ŋ": "N", "ı": "i", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH",
        "ð": "d", "Ð": "D", "ə": "e", "Ə": "E",
    }
)  # fmt: skip
PORTS = {f"{port}{rang}" for port in ("com", "lpt") for rang in range(1, 10)}
RESERVES = frozenset({"con", "prn", "aux", "nul"} | PORTS)


def nom_de_fichier(*parties: str) -> str:
    """A file name without extension: « LE GOFF », « Anne-Marie » → « LE-GOFF_Anne-Marie ».

    Letters, digits, hyphens, and « _ » between the parts, unaccented: such a name survives every browser, mail server,
    archive and file system. At most 100 characters, never empty, never a device of Windows.

    Guide: G4.2-04.
    """
    nom = "_".join(filter(None, map(_partie, parties)))[:LONGUEUR].rstrip("-_")
    return f"{DEFAUT}_{nom}".rstrip("_") if not nom or nom.lower() in RESERVES else nom


def _partie(texte: str) -> str:
    """One part: unaccented, every run of other characters a hyphen."""
    decompose = unicodedata.normalize("NFKD", texte.translate(LETTRES))
    ascii_seul = "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_seul).strip("-")


class NomsUniques:
    """Gives each name of an archive once: a name met again gets « _2 », « _3 » before its extension."""

    def __init__(self) -> None:
        self._pris: set[str] = set()

    def donner(self, nom: str) -> str:
        """`nom`, or the first free variant; case does not tell two names apart, as on Windows and macOS."""
        racine, point, extension = nom.rpartition(".") if "." in nom else (nom, "", "")
        candidat, rang = nom, 1
        while candidat.casefold() in self._pris:
            rang += 1
            candidat = f"{racine}_{rang}{point}{extension}"
        self._pris.add(candidat.casefold())
        return candidat
