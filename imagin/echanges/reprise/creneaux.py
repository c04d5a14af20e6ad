"""Reads « 2026-06-15T08:00/2026-06-15T18:00,… » into ranges; each lies within one local day, as letters print it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from psycopg.types.range import Range

from imagin.socle.temps import DERNIER_JOUR, PREMIER_JOUR, est_un_jour
from imagin.socle.temps.plages import PlageImpossible, plage

ATTENDU = "attendu : AAAA-MM-JJTHH:MM/AAAA-MM-JJTHH:MM, séparés par des virgules"
FORME = "%Y-%m-%dT%H:%M"
LONGUEUR = len("2026-06-15T08:00")


class CreneauIllisible(ValueError):
    """What is written is not a list of créneaux; the message is French."""


def lire_creneaux(texte: str) -> Sequence[Range[datetime]]:
    """The ranges in UTC, in order of time. Raises CreneauIllisible: wrong form, no such day or hour, overlap."""
    creneaux = sorted(_lire(morceau) for morceau in texte.split(","))
    if any(debut < fin for (_, fin), (debut, _) in pairwise(creneaux)):
        raise CreneauIllisible("deux créneaux de la ligne se chevauchent")
    return [Range(debut, fin, "[)") for debut, fin in creneaux]


@lru_cache(maxsize=10_000)
def _lire(texte: str) -> tuple[datetime, datetime]:
    """Beginning and end of one créneau, in UTC; the same few days come back thousands of times."""
    debut, separateur, fin = texte.strip().partition("/")
    if not separateur:
        raise CreneauIllisible(ATTENDU)
    depart, arrivee = _instant(debut), _instant(fin)
    minuit = arrivee.time() == time(0) and arrivee.date() == depart.date() + timedelta(days=1)
    if arrivee <= depart:
        raise CreneauIllisible(f"le créneau « {texte} » finit avant de commencer")
    if arrivee.date() != depart.date() and not minuit:
        raise CreneauIllisible(f"le créneau « {texte} » dépasse une journée : écrivez-en un par jour")
    if not est_un_jour(depart.date()):
        raise CreneauIllisible(f"le jour de « {texte} » est hors des bornes (de {PREMIER_JOUR} à {DERNIER_JOUR})")
    try:
        lue = plage(depart.date(), depart.time(), arrivee.time())
    except PlageImpossible as erreur:
        raise CreneauIllisible(str(erreur)) from erreur
    if lue.lower is None or lue.upper is None:
        raise CreneauIllisible(ATTENDU)
    return lue.lower, lue.upper


def _instant(texte: str) -> datetime:
    """Local day and hour, without zone."""
    if len(texte) != LONGUEUR:
        raise CreneauIllisible(ATTENDU)
    try:
        return datetime.strptime(texte, FORME)  # noqa: DTZ007 -- the zone is given by `plage`
    except ValueError as erreur:
        existe = texte.replace("-", "").replace("T", "").replace(":", "").isdigit()
        raise CreneauIllisible(f"« {texte} » n'existe pas dans le calendrier" if existe else ATTENDU) from erreur
