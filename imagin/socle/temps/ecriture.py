"""Writing dates and hours in French, as screens and letters show them.

Names of days and months are written here rather than taken from the locale: a letter must not change with the
machine that prints it.
"""

from datetime import date, datetime, time, timedelta

from imagin.socle.temps.horloge import en_heure_locale
from imagin.socle.temps.limites import DERNIER_JOUR

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

JOURNEE = 8 * 60  # minutes from which a slot is said in days


def date_courte(jour: date) -> str:
    """« 15/03/2016 »."""
    return f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def heure_courte(heure: time) -> str:
    """« 09:00 »."""
    return f"{heure.hour:02}:{heure.minute:02}"


def jour_long(jour: date) -> str:
    """« mardi 15/03/2016 »."""
    return f"{JOURS[jour.weekday()]} {date_courte(jour)}"


def date_en_toutes_lettres(jour: date) -> str:
    """« 24 novembre 2026 », « 1er mars 2026 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme} {MOIS[jour.month - 1]} {jour.year}"


def horodatage(instant: datetime) -> str:
    """« (12/12/2016 14:18:38) », local time, as the console shows it.

    Guide: G1.3-05.
    """
    local = en_heure_locale(instant)
    return f"({date_courte(local.date())} {heure_courte(local.time())}:{local.second:02})"


def duree_en_lettres(debut: datetime, fin: datetime) -> str:
    """« 3 heure(s) », « 2 heure(s) 30 », « 1 journée(s) » for the hours of a whole day, « 3 journée(s) » over several.

    Guide: G3.1-05.
    """
    premier, dernier = en_heure_locale(debut), en_heure_locale(fin)
    minutes = int((dernier - premier).total_seconds()) // 60
    if minutes >= JOURNEE:
        jours = (dernier - timedelta(microseconds=1)).date() - premier.date()
        return f"{jours.days + 1} journée(s)"
    heures, reste = divmod(minutes, 60)
    return f"{heures} heure(s){f' {reste:02}' if reste else ''}" if heures else f"{reste} minute(s)"


def debut_et_duree(debut: datetime, fin: datetime) -> str:
    """« Le lundi 18/01/2016 à 09:00 Durée : 1 journée(s) », local time.

    Guide: G3.1-05.
    """
    premier = en_heure_locale(debut)
    return f"Le {jour_long(premier.date())} à {heure_courte(premier.time())} Durée : {duree_en_lettres(debut, fin)}"


def creneau_en_lettres(debut: datetime, fin: datetime) -> str:
    """The half-open slot [debut, fin) as a letter says it, local time.

    « Le mardi 15/03/2016 09:00 - 12:00 », « Du mardi 15/03/2016 09:00 au jeudi 17/03/2016 12:00 »; an end at midnight
    belongs to the day before, as 24:00, and one on the last day of all is no end.
    """
    premier, dernier = en_heure_locale(debut), en_heure_locale(fin)
    jour_fin, heure_fin = dernier.date(), heure_courte(dernier.time())
    if dernier.time() == time(0) and jour_fin > premier.date():
        jour_fin, heure_fin = jour_fin - timedelta(days=1), "24:00"
    heure_debut = heure_courte(premier.time())
    if jour_fin >= DERNIER_JOUR:
        return f"À partir du {jour_long(premier.date())} {heure_debut}, sans date de fin"
    if jour_fin == premier.date():
        return f"Le {jour_long(jour_fin)} {heure_debut} - {heure_fin}"
    return f"Du {jour_long(premier.date())} {heure_debut} au {jour_long(jour_fin)} {heure_fin}"
