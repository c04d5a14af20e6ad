"""History by database triggers: what a row was before each change, who changed it, from where (GG-07).

Statement-level triggers, so that a change of 100,000 lines by an import costs one set-based insert. Each change stores
the row it replaces; the live row is the last state.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import pghistory
import pghistory.trigger
import pgtrigger
from django.db import models

M = TypeVar("M", bound=models.Model)
# PostgreSQL plans the body of a trigger once for a connection, perhaps on its first empty statement: it would then
# compare old and new rows two by two for ever, and 500 lines would cost 90 ms instead of 3.
SANS_BOUCLE = "PERFORM set_config('enable_nestloop', 'off', true); "
AVEC_BOUCLE = "PERFORM set_config('enable_nestloop', 'on', true); "
FIN = "RETURN NULL;"
HISTOIRE = "events"  # what pghistory calls it on the model that it follows


class _Declencheur(pghistory.trigger.Event):
    """The trigger of pghistory, planned to match old and new rows by hashing."""

    def get_func(self, model: Any) -> Any:
        corps = super().get_func(model).func  # type: ignore[no-untyped-call]
        sans_fin = corps.removesuffix(FIN)
        return pgtrigger.Func(f"{SANS_BOUCLE}{sans_fin}{AVEC_BOUCLE}{FIN}")  # type: ignore[no-untyped-call]


class _Modification(pghistory.UpdateEvent):
    """The row that an update replaces."""

    def add_event_trigger(self, event_model: Any) -> None:
        declencheur = _Declencheur(  # type: ignore[no-untyped-call]
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=self.level,
        )
        pgtrigger.register(declencheur)(event_model.pgh_tracked_model)


def suivre(*, creations: bool = True) -> Callable[[type[M]], type[M]]:
    """Decorator of a model: its updates and deletions are kept, and its creations when people make them.

    `creations=False` is for tables that feeds fill: the import's own report says what it created.
    """
    evenements: list[pghistory.Tracker] = [
        _Modification(row=pghistory.Old),
        pghistory.DeleteEvent(row=pghistory.Old),
    ]
    if creations:
        evenements.append(pghistory.InsertEvent())
    suivi: Callable[[type[M]], type[M]] = pghistory.track(*evenements, level=pgtrigger.Statement)
    return suivi


def histoire_de(objet: models.Model) -> Any:
    """The rows that changes of this one replaced: a manager of its events, which pghistory makes and nobody types."""
    return getattr(objet, HISTOIRE)


def modele_de_l_histoire(modele: type[models.Model]) -> Any:
    """The model of the events of a model that is followed."""
    return modele._meta.get_field(HISTOIRE).related_model


def dernier_changement(objet: models.Model) -> tuple[str, datetime] | None:
    """Who changed that row of a model that is followed last, and when; None when its history does not say."""
    dernier = histoire_de(objet).select_related("pgh_context").order_by("-pgh_id").first()
    return (auteur_de(dernier), dernier.pgh_created_at) if dernier else None


def auteur_de(evenement: Any) -> str:
    """Who made the change that an event of the history keeps, read with its context; empty outside of any screen."""
    return str(evenement.pgh_context.metadata.get("auteur", "")) if evenement.pgh_context else ""
