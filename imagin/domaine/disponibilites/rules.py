"""Whose an indisponibilité is, what may be declared, and how its two ends are written and read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from psycopg.types.range import Range

from imagin.domaine.disponibilites.enums import SourceIndisponibilite
from imagin.socle.temps import (
    DERNIER_JOUR,
    HORS_LIMITES,
    PlageImpossible,
    bornes,
    date_courte,
    en_heure_locale,
    est_un_jour,
    heure_courte,
    periode,
)

# People and feeds write the last minute of a day for « until midnight ».
FIN_DE_JOURNEE = time(23, 59)
LONGUEUR_MOTIF = 120


class IndisponibiliteRefusee(Exception):
    """What was asked cannot be done; the message says why and what to do. Nothing was written."""


@dataclass(frozen=True)
class Declarant:
    """Who declares an indisponibilité: a source and, when it is an établissement, which one (key)."""

    source: SourceIndisponibilite
    etablissement: int | None = None


@dataclass(frozen=True)
class ConvocationAilleurs:
    """What another académie says of the convocation that makes somebody unavailable here; `dates` as it writes them.

    Guide: G3.1-07.
    """

    academie: str
    mission: int
    type: str
    session: str
    centre: str
    dates: tuple[str, ...]
    specialite: str = ""
    epreuve_option: str = ""
    qualite: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Dates:
    """Both ends of an indisponibilité as screens write them, local time; the last minute of a day is « 23:59 »."""

    date_debut: date
    heure_debut: time
    date_fin: date
    heure_fin: time

    @property
    def sans_fin(self) -> bool:
        """Whether nobody knows when it ends: it goes to the last day that exists."""
        return self.date_fin >= DERNIER_JOUR

    @property
    def derniere_date(self) -> date | None:
        """Its last day; None when nobody knows it."""
        return None if self.sans_fin else self.date_fin

    @property
    def sans_date(self) -> str:
        """What stands where its last day would, when nobody knows it."""
        return "sans date de fin" if self.sans_fin else ""

    @property
    def en_lettres(self) -> str:
        """« du 01/06/2027 à 00:00 au 30/09/2027 à 23:59 », « à partir du 01/06/2027 à 00:00, sans date de fin »."""
        debut = f"{date_courte(self.date_debut)} à {heure_courte(self.heure_debut)}"
        if self.sans_fin:
            return f"à partir du {debut}, sans date de fin"
        return f"du {debut} au {date_courte(self.date_fin)} à {heure_courte(self.heure_fin)}"


def peut_retirer(qui: Declarant, declaree_par: Declarant) -> bool:
    """Only who declared it: a feed its own, an établissement its own.

    Guide: G3.2-03, G3.2-04.
    """
    return qui == declaree_par


def raison_du_refus(source: SourceIndisponibilite, declarant: str) -> str:
    """Why an établissement may not take back what another declared, and who can; `declarant` names that other."""
    match source:
        case SourceIndisponibilite.ETABLISSEMENT:
            return f"Cette indisponibilité a été déclarée par {declarant} : lui seul peut la supprimer."
        case SourceIndisponibilite.ACADEMIE:
            return (
                "Cette indisponibilité vient d'une convocation par une autre académie : elle disparaîtra d'elle-même "
                "si la convocation est annulée."
            )
        case _:
            return (
                f"Cette indisponibilité vient de {declarant} : elle se corrige dans {declarant}, et IMAG'IN suivra à "
                "la prochaine mise à jour."
            )


def periode_declaree(date_debut: date, heure_debut: time, date_fin: date, heure_fin: time) -> Range[datetime]:
    """The half-open range of an indisponibilité as typed, local time; an end at 23:59 is the midnight that follows.

    Raises IndisponibiliteRefusee: end not after start, hour that does not exist that day, year out of range.

    Guide: G3.2-02.
    """
    if not (est_un_jour(date_debut) and est_un_jour(date_fin)):
        raise IndisponibiliteRefusee(HORS_LIMITES)
    if (date_fin, heure_fin) <= (date_debut, heure_debut):
        fin, debut = (
            f"{date_courte(jour)} à {heure_courte(heure)}"
            for jour, heure in ((date_fin, heure_fin), (date_debut, heure_debut))
        )
        raise IndisponibiliteRefusee(f"La fin ({fin}) doit venir après le début ({debut}).")
    if heure_fin == FIN_DE_JOURNEE:
        date_fin, heure_fin = date_fin + timedelta(days=1), time(0)
    try:
        return periode(date_debut, heure_debut, date_fin, heure_fin)
    except PlageImpossible as erreur:
        raise IndisponibiliteRefusee(str(erreur)) from erreur


def dates_affichees(plage: Range[datetime]) -> Dates:
    """The two ends of a stored period as screens write them: 01/06/2027 00:00 to 30/09/2027 23:59.

    Guide: G3.2.1.
    """
    debut, fin = (en_heure_locale(instant) for instant in bornes(plage))
    if fin.time() == time(0):
        return Dates(debut.date(), debut.time(), fin.date() - timedelta(days=1), FIN_DE_JOURNEE)
    return Dates(debut.date(), debut.time(), fin.date(), fin.time())
