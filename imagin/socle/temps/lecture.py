"""Reading dates and hours as French people type them."""

import re
from datetime import date, time

from imagin.socle.temps.limites import PREMIER_JOUR, est_un_jour, hors_limites

FORME_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
FORME_HEURE = re.compile(r"(\d{1,2})(?:\s?[h:]\s?(\d{2})?)", re.ASCII | re.IGNORECASE)


class SaisieIllisible(ValueError):
    """A date or an hour that cannot be read; the message is French, for the person who typed it."""


def lire_date(saisie: str, *, premier: date = PREMIER_JOUR) -> date:
    """The date written JJ/MM/AAAA.

    Raises SaisieIllisible: wrong form, no such day, or a day out of the bounds of `limites`.
    """
    trouve = FORME_DATE.fullmatch(saisie.strip())
    if trouve is None:
        raise SaisieIllisible(
            f"« {saisie} » n'est pas une date : écrivez le jour, le mois et l'année sous la forme JJ/MM/AAAA, "
            "par exemple 15/03/2026."
        )
    jour, mois, annee = (int(morceau) for morceau in trouve.groups())
    try:
        lue = date(annee, mois, jour)
    except ValueError as erreur:
        raise SaisieIllisible(
            f"La date « {saisie} » n'existe pas dans le calendrier : vérifiez le jour et le mois (JJ/MM/AAAA)."
        ) from erreur
    return exiger_un_jour(lue, premier=premier)


def exiger_un_jour(jour: date, *, premier: date = PREMIER_JOUR) -> date:
    """This day; raises SaisieIllisible when it is out of the bounds of `limites`."""
    if not est_un_jour(jour, premier=premier):
        raise SaisieIllisible(hors_limites(premier))
    return jour


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
