"""What the tests look at in the database."""

from django.db import connection

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import (
    Commission,
    DateCommission,
    DateMission,
    Jury,
    Mission,
    Salle,
    SessionExamen,
)
from imagin.domaine.referentiel.models import EpreuveOption, Examen, Specialite, TypeMission

TABLES = (
    Examen,
    Specialite,
    EpreuveOption,
    TypeMission,
    SessionExamen,
    Mission,
    DateMission,
    Commission,
    DateCommission,
    Jury,
    Salle,
    Affectation,
)


def etat_de_la_base() -> dict[str, list[tuple]]:
    """Every row with the transaction that wrote it: equal when nothing at all was written."""
    with connection.cursor() as curseur:
        lues = {}
        for table in TABLES:
            curseur.execute(f"SELECT xmin::text, t::text FROM {table._meta.db_table} t ORDER BY 2")
            lues[table.__name__] = curseur.fetchall()
    return lues
