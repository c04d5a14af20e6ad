"""History by database triggers: what a row was before each change, who changed it, from where (GG-07).

Statement-level triggers, so that a change of 100,000 lines by an import costs one set-based insert. Each change stores
the row it replaces; the live row is the last state.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

M = TypeVar("M", bound=models.Model)


def suivre(*, creations: bool = True) -> Callable[[type[M]], type[M]]:
    """Decorator of a model: its updates and deletions are kept, and its creations when people make them.

    `creations=False` is for tables that feeds fill: the import's own report says what it created.
    """
    evenements: list[pghistory.Tracker] = [
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(row=pghistory.Old),
    ]
    if creations:
        evenements.append(pghistory.InsertEvent())
    suivi: Callable[[type[M]], type[M]] = pghistory.track(*evenements, level=pgtrigger.Statement)
    return suivi
