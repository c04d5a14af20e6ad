"""Two people on one form: what it was opened on is compared, under the lock, with what is there when it comes back.

An état maps the labels of a thing to its values as screens write them. Its version is a short print of each value: it
travels in a hidden field, and says afterwards which of them somebody has changed.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import connection

from imagin.socle.temps import aujourd_hui, date_courte, en_heure_locale, heure_courte

Etat = Mapping[str, str]
Changement = tuple[str, datetime]


class ChangeeEntreTemps(Exception):
    """Somebody saved since the form was opened; the French message says who, when and what. Nothing was written.

    `version` is that of what is there now: the form, sent again with it, passes.
    """

    def __init__(self, etat: Etat, differences: Etat, dernier: Changement | None) -> None:
        qui, quand = _qui_et_quand(dernier)
        quoi = " ; ".join(f"{libelle} : {valeur or 'rien'}" for libelle, valeur in differences.items())
        super().__init__(
            f"{qui} a enregistré {quand} : {quoi}. Votre saisie n'a rien remplacé ; enregistrez de nouveau pour la "
            "faire passer, ou rechargez la page pour garder ce qui est enregistré."
        )
        self.version = version_de(etat)


def version_de(etat: Etat) -> str:
    """The version of what a form is opened on."""
    return ".".join(map(_empreinte, etat.values()))


def exiger_inchange(etat: Etat, version: str | None, dernier: Callable[[], Changement | None]) -> None:
    """Raise ChangeeEntreTemps unless `etat`, read under the lock, is what the form of that version was opened on.

    None is no form at all: nothing is compared. `dernier` gives who changed it last, and when; asked only then.
    """
    if version is None or version == version_de(etat):
        return
    lues = version.split(".")
    connues = len(lues) == len(etat)
    changees = {
        libelle: valeur
        for rang, (libelle, valeur) in enumerate(etat.items())
        if not connues or lues[rang] != _empreinte(valeur)
    }
    raise ChangeeEntreTemps(etat, changees, dernier())


def un_seul_a_la_fois(quoi: str) -> None:
    """Make others wait, until the end of the transaction, who change the thing of that name: it may have no row yet."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [quoi])


def _empreinte(valeur: str) -> str:
    return sha256(valeur.encode()).hexdigest()[:8]


def _qui_et_quand(dernier: Changement | None) -> tuple[str, str]:
    if dernier is None:
        return "Quelqu'un", "entre-temps"
    qui, quand = dernier[0] or "IMAG'IN", en_heure_locale(dernier[1])
    le = "" if quand.date() == aujourd_hui() else f"le {date_courte(quand.date())} "
    return qui, f"{le}à {heure_courte(quand.time())}"
