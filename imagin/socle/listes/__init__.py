"""Lists: one declaration gives screen, count, sort, keyword search, CSV and PDF (see docs/ui.md)."""

from imagin.socle.listes.declaration import Colonne, Genre, Liste, Sens, Sortie, Tri
from imagin.socle.listes.exports import donnees_pdf, en_csv
from imagin.socle.listes.presentation import ListePresentee, presenter

__all__ = ["Colonne", "Genre", "Liste", "ListePresentee", "Sens", "Sortie", "Tri", "donnees_pdf", "en_csv", "presenter"]
