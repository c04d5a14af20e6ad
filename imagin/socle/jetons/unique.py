"""What serves once: kept by its hash, so that a copy of the database gives nobody a code that still serves."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from imagin.socle.jetons.models import Unique
from imagin.socle.temps import maintenant

PRENDRE = "DELETE FROM jetons_unique WHERE usage = %s AND condense = %s RETURNING donnees::text, expire_le"
NOTER = """
INSERT INTO jetons_unique (usage, condense, donnees, expire_le) VALUES (%s, %s, '{}', %s)
ON CONFLICT (usage, condense) DO NOTHING
"""


def garder_unique(usage: str, valeur: str, donnees: dict[str, Any], *, expire_le: datetime) -> None:
    """Keep what `valeur` (a code) stands for, by its hash."""
    Unique.objects.create(usage=usage, condense=_condense(valeur), donnees=donnees, expire_le=expire_le)


def prendre(usage: str, valeur: str) -> dict[str, Any] | None:
    """Take it, once: DELETE … RETURNING; None when it is unknown, expired or taken."""
    with connection.cursor() as curseur:
        curseur.execute(PRENDRE, [usage, _condense(valeur)])
        prise = curseur.fetchone()
    if prise is None or prise[1] <= maintenant():
        return None
    donnees: dict[str, Any] = json.loads(prise[0])
    return donnees


def est_nouveau(usage: str, valeur: str, *, expire_le: datetime) -> bool:
    """Note that `valeur` (a token's identifier) was seen; False when it had been."""
    with connection.cursor() as curseur:
        curseur.execute(NOTER, [usage, _condense(valeur), expire_le])
        return bool(curseur.rowcount)


def _condense(valeur: str) -> str:
    return sha256(valeur.encode(errors="surrogatepass")).hexdigest()
