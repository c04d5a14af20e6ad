"""A preview applies in a savepoint and rolls back: whom it contradicts is what the apply will find, by construction."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import transaction

from imagin.socle.imports.application import appliquer, sortes_presentes
from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.comparaison import Ecart
from imagin.socle.imports.models import Import
from imagin.socle.imports.refus import FichierRefuse
from imagin.socle.imports.temoins import temoins


def a_essayer(ecarts: Sequence[Ecart]) -> bool:
    """Whether something that a witness watches would change; what was not there yet can contradict nobody."""
    regardees = frozenset[str]().union(*(temoin.regarde for temoin in temoins()))
    return any(
        not ecart.premier
        and ecart.objet.modele._meta.db_table in regardees
        and sortes_presentes(ecart) & set(ecart.objet.essai)
        for ecart in ecarts
    )


def essayer(atelier: Atelier, bilan: Import, ecarts: Sequence[Ecart]) -> dict[str, Any]:
    """What the file would do beyond its tables; nothing stays written. Raises FichierRefuse when it cannot be applied.

    `conclure` is not run: it tells people.
    """
    atelier.progression.etape("Personnes concernées")
    try:
        with transaction.atomic():
            regarder_avant(atelier)
            for ecart in ecarts:
                appliquer(atelier, ecart, sortes=ecart.objet.essai)
            consequences = temoigner(atelier, bilan)
            transaction.set_rollback(True)
    except psycopg.IntegrityError as erreur:
        raise FichierRefuse(
            "Ce fichier contredit des données déjà présentes "
            f"(règle « {erreur.diag.constraint_name} » de la base) : il ne pourrait pas être appliqué."
        ) from erreur
    return consequences


def regarder_avant(atelier: Atelier) -> None:
    """Have each witness look before anything is written."""
    for temoin in temoins():
        temoin.avant(atelier)


def temoigner(atelier: Atelier, bilan: Import) -> dict[str, Any]:
    """What was done beyond the tables written, as the first witness that saw something tells it."""
    dites = [temoin.apres(atelier, rapport=bilan.pk, essai=not atelier.appliquer) for temoin in temoins()]
    return next((dite.en_json() for dite in dites if dite.total), {})
