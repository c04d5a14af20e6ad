"""The académie's time zone, told to the database: what a trigger calls « today » is what screens call so."""

from typing import Any

from django.conf import settings
from django.db import connection

FUSEAU = """
CREATE OR REPLACE FUNCTION imagin_fuseau() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT '{fuseau}' $$;
"""
JOUR = """
CREATE OR REPLACE FUNCTION imagin_jour(instant timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT (instant AT TIME ZONE imagin_fuseau())::date $$;
"""


def sql_du_fuseau() -> str:
    """The two functions: `imagin_fuseau()`, from settings.TIME_ZONE; `imagin_jour(instant)`, the date it is there."""
    return FUSEAU.format(fuseau=settings.TIME_ZONE) + JOUR


def poser_fuseau(**_: Any) -> None:
    """Tell the database the zone of the settings; run after each `migrate`, so that a change of it is one `migrate`."""
    with connection.cursor() as curseur:
        curseur.execute(sql_du_fuseau())
