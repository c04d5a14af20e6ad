"""Lists: one declaration gives screen, count, sort, keyword search, CSV, XLSX and PDF (see docs/ui.md)."""

from imagin.socle.listes.chemin import chemin
from imagin.socle.listes.declaration import AutreTri, Colonne, Liste, Nomme, NommeSql, Sens, Sortie, Tri
from imagin.socle.listes.exports import donnees_pdf, en_csv
from imagin.socle.listes.genre import Genre
from imagin.socle.listes.homonymes import differences
from imagin.socle.listes.liens import lien_vers
from imagin.socle.listes.presentation import ListePresentee, presenter, presenter_dans_l_ordre
from imagin.socle.listes.serveur import PagePresentee, presenter_page, presenter_selon_taille
from imagin.socle.listes.sql import Sql, champ_replie
from imagin.socle.listes.tableur import en_xlsx
from imagin.socle.listes.valeurs import rang_parmi

__all__ = [
    "AutreTri",
    "Colonne",
    "Genre",
    "Liste",
    "ListePresentee",
    "Nomme",
    "NommeSql",
    "PagePresentee",
    "Sens",
    "Sortie",
    "Sql",
    "Tri",
    "champ_replie",
    "chemin",
    "differences",
    "donnees_pdf",
    "en_csv",
    "en_xlsx",
    "lien_vers",
    "presenter",
    "presenter_dans_l_ordre",
    "presenter_page",
    "presenter_selon_taille",
    "rang_parmi",
]
