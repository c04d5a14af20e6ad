"""The same declaration as CSV and as the data of the PDF list."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from imagin.socle.listes.declaration import Colonne, Liste, Sortie
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.presentation import Cellule, distinguer, evaluer
from imagin.socle.listes.valeurs import afficher

T = TypeVar("T")
BOM = "\ufeff"
LIGNES_PAR_MORCEAU = 500
# Full-width signs start a formula too.
_FORMULE = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NOMBRE_OU_TELEPHONE = re.compile(r"[+-]?[\d .,]*")


def en_csv(liste: Liste[T], lignes: Iterable[T]) -> Iterator[bytes]:
    """The lines as CSV for Excel and Calc: UTF-8 with BOM, `;`, CRLF, first line the labels; to be streamed.

    A text that a spreadsheet would read as a formula is preceded by an apostrophe; texts of digits alone (« -12,5 »,
    « +33 5 61 00 00 00 ») cannot be one and stay as they are, so that numbers and phones stay usable.
    Guide: G1.3-11.
    """
    colonnes = liste.sur(Sortie.CSV)
    yield (BOM + _morceau([[_neutraliser(c.libelle) for c in colonnes]])).encode()
    reste = iter(lignes)
    while paquet := list(islice(reste, LIGNES_PAR_MORCEAU)):
        yield _morceau([_ligne_csv(objet, colonnes) for objet in paquet]).encode()


def donnees_pdf(
    liste: Liste[T], lignes: Iterable[T], titre: str, sous_titres: Iterable[str], imprime_le: datetime
) -> dict[str, Any]:
    """The lines as the data of the document `liste`; `imprime_le` is shown in local time.

    Guide: G1.3-11.
    """
    colonnes = liste.sur(Sortie.PDF)
    return {
        "titre": titre,
        "sous_titres": list(sous_titres),
        "colonnes": [{"libelle": c.libelle, "genre": str(c.genre), "poids": c.poids} for c in colonnes],
        "lignes": [[c.entier for c in ligne.cellules] for ligne in distinguer(liste, colonnes, lignes)],
        "imprime_le": afficher(imprime_le),
        "langue": "fr",
    }


def _ligne_csv(objet: T, colonnes: tuple[Colonne[T], ...]) -> list[str]:
    return [_texte_csv(cellule, c.genre) for cellule, c in zip(evaluer(objet, colonnes), colonnes, strict=True)]


def _texte_csv(cellule: Cellule, genre: Genre) -> str:
    """Numbers and dates are ours; texts come from people and feeds."""
    return _neutraliser(cellule.entier) if genre is Genre.TEXTE else cellule.entier


def _neutraliser(texte: str) -> str:
    formule = _FORMULE.match(texte) and not _NOMBRE_OU_TELEPHONE.fullmatch(texte)
    return f"'{texte}" if formule else texte


def _morceau(lignes: list[list[str]]) -> str:
    tampon = io.StringIO(newline="")
    csv.writer(tampon, delimiter=";", lineterminator="\r\n").writerows(lignes)
    return tampon.getvalue()
