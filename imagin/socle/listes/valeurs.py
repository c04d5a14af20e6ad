"""A typed value: its displayed text and its sort key."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import is_aware, localtime

from imagin.socle.listes.genre import Genre
from imagin.socle.texte.repli import separer

CleTri = tuple[int | float | Decimal | str, str]


def afficher(valeur: object) -> str:
    """The text shown: French dates in local time, decimal comma, nothing for None."""
    match valeur:
        case str():
            return valeur
        case None:
            return ""
        case datetime():
            return f"{localtime(valeur) if is_aware(valeur) else valeur:%d/%m/%Y %H:%M}"
        case date():
            return f"{valeur:%d/%m/%Y}"
        case float() | Decimal():
            return str(valeur).replace(".", ",")
        case _:
            return str(valeur)


def rang_parmi(ordre: Iterable[object], valeur: object) -> int | None:
    """The place of a value in what happens (`rang` of a state), from 0; None when it has none."""
    return next((rang for rang, autre in enumerate(ordre) if autre == valeur), None)


def cle_de_tri(valeur: object, genre: Genre) -> CleTri | None:
    """What sorts the value in its column; None when it is empty, which comes last in both directions.

    French collation of text: folded first, then as written. Dates sort to the minute, as displayed, like in the page.
    Raises TypeError when a number column holds anything but numbers, or a date column anything but dates.
    Guide: G1.3-09.
    """
    if valeur is None or valeur == "":
        return None
    if genre is Genre.NOMBRE:
        if not isinstance(valeur, int | float | Decimal):
            raise TypeError(f"a number column holds {valeur!r}")
        return (valeur, "")
    if genre in (Genre.DATE, Genre.DATE_HEURE):
        if not isinstance(valeur, date):
            raise TypeError(f"a date column holds {valeur!r}")
        jour, _, heure = afficher(valeur).partition(" ")
        return ("".join(reversed(jour.split("/"))) + heure, "")
    texte = afficher(valeur)
    return (separer(texte), texte)
