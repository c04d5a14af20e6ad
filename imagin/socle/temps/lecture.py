"""Reading dates and hours as French people type them."""

import re
from datetime import date, time

FORME_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
FORME_HEURE = re.compile(r"(\d{1,2})(?:\s?[h:]\s?(\d{2})?)", re.ASCII | re.IGNORECASE)


class SaisieIllisible(ValueError):
    """A date or an hour that cannot be read; the message is French, for the person who typed it."""


def lire_date(saisie: str) -> date:
    """The date written JJ/MM/AAAA; raises SaisieIllisible when the form is wrong or the day does not exist."""
    trouve = FORME_DATE.fullmatch(saisie.strip())
    if trouve is None:
        raise SaisieIllisible(
            f"« {saisie} » n'est pas une date : écrivez le jour, le mois et l'année sous la forme JJ/MM/AAAA, "
            "par exemple 15/03/2026."
        )
    jour, mois, annee = (int(morceau) for morceau in trouve.groups())
    try:
        return date(annee, mois, jour)
    except ValueError as erreur:
        raise SaisieIllisible(
            f"La date « {saisie} » n'existe pas dans le calendrier : vérifiez le jour et le mois (JJ/MM/AAAA)."
        ) from erreur


def lire_heure(saisie: str) -> time:
    """The hour written 09:00, 9h or 9h30; raises SaisieIllisible."""
    trouve = FORME_HEURE.fullmatch(saisie.strip())
    if trouve is None:
        raise SaisieIllisible(
            f"« {saisie} » n'est pas une heure : écrivez les heures et les minutes sous la forme 09:00."
        )
    try:
        return time(int(trouve[1]), int(trouve[2] or 0))
    except ValueError as erreur:
        raise SaisieIllisible(f"L'heure « {saisie} » n'existe pas : les heures vont de 00:00 à 23:59.") from erreur
