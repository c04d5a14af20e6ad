"""Kinds of columns."""

from enum import StrEnum


class Genre(StrEnum):
    """What a column holds: how it is displayed, sorted and aligned."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    DATE = "date"
    DATE_HEURE = "date_heure"
