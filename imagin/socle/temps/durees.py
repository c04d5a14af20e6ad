"""Durations: whole minutes inside, hours and minutes for people."""

import re
from decimal import ROUND_HALF_UP, Decimal

from imagin.socle.nombres import ESPACES, NombreIllisible, lire_nombre
from imagin.socle.temps.lecture import SaisieIllisible

# « 7h30 », « 7 h 30 », « 7:30 », and « 07:30:00 », as spreadsheets copy a duration.
FORME_DUREE = re.compile(
    rf"(\d{{1,4}})(?:[{ESPACES}]?h(?:[{ESPACES}]?(\d{{2}}))?|:(\d{{2}})(?::00)?)", re.ASCII | re.IGNORECASE
)
PAR_HEURE = 60


def lire_duree(texte: str) -> int:
    """Minutes of « 7:30 », « 7h30 », « 7 h 30 », « 7,5 », « 03 »; raises SaisieIllisible.

    Decimal hours are taken to the nearest minute: 7,33 h is 7 h 20.

    Guide: G4.3-05.
    """
    trouve = FORME_DUREE.fullmatch(texte.strip())
    if trouve is None:
        return _heures_decimales(texte)
    heures, minutes = int(trouve[1]), int(trouve[2] or trouve[3] or 0)
    if minutes >= PAR_HEURE:
        raise SaisieIllisible(f"« {texte[:20]} » : les minutes vont de 00 à 59, écrivez par exemple 7 h 30.")
    return heures * PAR_HEURE + minutes


def _heures_decimales(texte: str) -> int:
    try:
        heures = lire_nombre(texte, decimales=2)
    except NombreIllisible as erreur:
        raise SaisieIllisible(
            f"« {texte[:20]} » n'est pas un nombre d'heures : écrivez par exemple 7, 7,5, 7h30 ou 7:30."
        ) from erreur
    return int((heures * PAR_HEURE).quantize(Decimal(1), ROUND_HALF_UP))


def ecrire_duree(minutes: int) -> str:
    """« 7 h 20 », « 3 h », « 0 h 45 », with no-break spaces; `lire_duree` reads it back."""
    heures, reste = divmod(minutes, PAR_HEURE)
    return f"{heures}\u00a0h\u00a0{reste:02}" if reste else f"{heures}\u00a0h"
