"""The same declaration as a spreadsheet (XLSX): typed cells, header that stays, filters ready."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TypeVar

from django.utils.timezone import is_aware, localtime
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from imagin.socle.listes.declaration import Colonne, Liste, Sortie
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.presentation import Cellule, evaluer

T = TypeVar("T")
Ecrire = Callable[[int, int, Cellule], object]
LARGEURS = {Genre.NOMBRE: 8, Genre.DATE: 12, Genre.DATE_HEURE: 17}  # in characters, as spreadsheets count
LARGEUR_D_UN_TEXTE = 18  # for a weight of 1
FLECHE_DU_FILTRE = 4  # the room that the filter's arrow takes beside the label
_INTERDITS_DANS_UN_ONGLET = re.compile(r"[\[\]:*?/\\]")
LONGUEUR_D_UN_ONGLET = 31


def en_xlsx(liste: Liste[T], lignes: Iterable[T], sortie: IO[bytes]) -> None:
    """Write the lines as XLSX into `sortie`, one by one, at constant memory.

    Numbers and dates are cells of their kind, in local time; texts stay texts: nothing is ever a formula or a link.
    Columns are those of the CSV.
    Guide: G1.3-11.
    """
    colonnes = liste.sur(Sortie.CSV)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(sortie, options) as classeur:
        feuille = classeur.add_worksheet(_onglet(liste.titre))
        classeur.set_properties({"title": liste.titre})
        _mettre_en_page(classeur, feuille, colonnes)
        ecrire = _ecritures(classeur, feuille, colonnes)
        derniere = 0
        for derniere, objet in enumerate(lignes, start=1):
            for rang, cellule in enumerate(evaluer(objet, colonnes)):
                ecrire[rang](derniere, rang, cellule)
        feuille.autofilter(0, 0, derniere, len(colonnes) - 1)


def _mettre_en_page(classeur: Workbook, feuille: Worksheet, colonnes: tuple[Colonne[T], ...]) -> None:
    """Labels, widths, header that stays while one scrolls and comes again on each printed page."""
    entete = classeur.add_format({"bold": True, "bg_color": "#E8ECF4", "bottom": 1, "valign": "vcenter"})
    for rang, colonne in enumerate(colonnes):
        feuille.set_column(rang, rang, _largeur(colonne))
        feuille.write_string(0, rang, colonne.libelle, entete)
    feuille.freeze_panes(1, 0)
    feuille.repeat_rows(0)
    feuille.set_landscape()
    feuille.fit_to_pages(1, 0)
    feuille.set_footer("&RPage &P / &N")


def _ecritures(classeur: Workbook, feuille: Worksheet, colonnes: tuple[Colonne[T], ...]) -> list[Ecrire]:
    """How the cells of each column are written."""
    formats = {
        Genre.TEXTE: None,
        Genre.NOMBRE: None,
        Genre.DATE: classeur.add_format({"num_format": "dd/mm/yyyy"}),
        Genre.DATE_HEURE: classeur.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    }
    return [_ecriture(feuille, colonne.genre, formats[colonne.genre]) for colonne in colonnes]


def _ecriture(feuille: Worksheet, genre: Genre, forme: Format | None) -> Ecrire:
    def ecrire(ligne: int, rang: int, cellule: Cellule) -> object:
        valeur = cellule.valeur
        if valeur is None or valeur == "":
            return None
        if genre is Genre.TEXTE or cellule.precision:
            return feuille.write_string(ligne, rang, cellule.entier)
        if isinstance(valeur, datetime):
            return feuille.write_datetime(ligne, rang, _sans_fuseau(valeur), forme)
        if isinstance(valeur, date):
            return feuille.write_datetime(ligne, rang, valeur, forme)
        if isinstance(valeur, int | float | Decimal):
            return feuille.write_number(ligne, rang, valeur)
        raise TypeError(f"a column of kind {genre} holds {valeur!r}")

    return ecrire


def _sans_fuseau(instant: datetime) -> datetime:
    """The local wall clock time: spreadsheets know no time zone."""
    return localtime(instant).replace(tzinfo=None) if is_aware(instant) else instant


def _largeur(colonne: Colonne[T]) -> float:
    corps = LARGEURS.get(colonne.genre, LARGEUR_D_UN_TEXTE * colonne.poids)
    return max(corps, len(colonne.libelle) + FLECHE_DU_FILTRE)


def _onglet(titre: str) -> str:
    """A title as the name of a sheet."""
    return _INTERDITS_DANS_UN_ONGLET.sub(" ", titre)[:LONGUEUR_D_UN_ONGLET].strip("' ") or "Liste"
