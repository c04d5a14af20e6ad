"""Who writes when no request does: a command, a job, an import. The database refuses a write that nobody signs."""

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

VISITEUR = "(non identifié)"  # who posts without having said who they are: sign-in, forgotten password
SIGNER = "SELECT set_config('pghistory.context_id', %s, false), set_config('pghistory.context_metadata', %s, false)"
CLE = "imagin.signature"


def signer_les_ecritures(auteur: str) -> None:
    """Give what this process writes an author, for its whole life and on each of its connections.

    For commands and for what they run. The site never does that: each request says who makes it, and a write that no
    request signs is a defect, which the database refuses.

    Guide: GG-07.
    """

    def signer(sender: object, connection: BaseDatabaseWrapper, **_: Any) -> None:
        apposer(connection, auteur)

    connection_created.disconnect(dispatch_uid=CLE)
    connection_created.connect(signer, weak=False, dispatch_uid=CLE)
    for ouverte in connections.all(initialized_only=True) if settings.configured else ():
        if ouverte.connection is not None:
            apposer(ouverte, auteur)


def apposer(connexion: BaseDatabaseWrapper, auteur: str) -> None:
    """Sign what this connection writes from now on; an empty author takes the signature away. Outside of the log."""
    metadonnees = json.dumps({"auteur": auteur}) if auteur else ""
    identifiant = str(uuid.uuid4()) if auteur else ""
    with connexion.connection.cursor() as curseur:
        curseur.execute(SIGNER, [identifiant, metadonnees])
