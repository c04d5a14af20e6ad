"""An import as a job: how far it is, seen by others while it runs; and what becomes of one whose process was killed."""

import time
from datetime import timedelta
from types import TracebackType
from typing import Any

import psycopg
from django.db import connection, transaction

from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.reglages import CLE_DU_FLUX
from imagin.socle.temps.horloge import maintenant

AU_PLUS = 1.0
"""Seconds between two writes of the progress."""
REPIT = timedelta(minutes=1)
"""An import that began since may not have taken its lock yet."""
REPRIS = "Interrompu une première fois : repris depuis le début, rien n'avait été modifié."
ABANDONNE = "Interrompu deux fois : rien n'a été modifié. Déposez-le de nouveau, ou signalez-le à l'exploitant."
PERDU = "Import interrompu : rien n'a été modifié. Relancez-le."


class ProgressionGardee:
    """Writes the phase and its hundredths on the report, by a connection of its own: the import's commits only once."""

    def __init__(self, rapport: int) -> None:
        self._rapport, self._nom, self._total, self._fait, self._ecrit = rapport, "", 0, 0, 0.0
        self._base: psycopg.Connection[Any] = psycopg.connect(**connection.get_connection_params(), autocommit=True)

    def __enter__(self) -> "ProgressionGardee":
        return self

    def __exit__(self, genre: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self._base.close()

    def etape(self, nom: str, total: int | None = None) -> None:
        """Begin a phase; written at once."""
        self._nom, self._total, self._fait = nom, total or 0, 0
        self._ecrire()

    def avancer(self, nombre: int) -> None:
        """`nombre` more are done; written once a second."""
        self._fait += nombre
        if time.monotonic() - self._ecrit >= AU_PLUS:
            self._ecrire()

    def _ecrire(self) -> None:
        self._ecrit = time.monotonic()
        avance = min(100, 100 * self._fait // self._total) if self._total else None
        self._base.execute(
            "UPDATE imports_import SET etape = %s, avance = %s WHERE id = %s AND termine_le IS NULL",
            [self._nom[:80], avance, self._rapport],
        )


def reprendre_imports() -> list[int]:
    """Imports « en cours » that nobody runs any more, killed with their process: keys of those to run again.

    What they had begun was rolled back by the database. Those whose file is kept wait again, once; the others are
    refused and say so.
    """
    a_relancer = []
    en_cours = Import.objects.filter(etat=EtatImport.EN_COURS)
    for cle in en_cours.filter(commence_le__lt=maintenant() - REPIT).values_list("pk", flat=True):
        with transaction.atomic():
            rapport = (
                Import.objects.select_for_update(skip_locked=True).filter(pk=cle, etat=EtatImport.EN_COURS).first()
            )
            if rapport is None or not _libre(rapport.connecteur):
                continue
            if rapport.chemin and rapport.message != REPRIS:
                rapport.etat, rapport.message = EtatImport.ATTENTE, REPRIS
                a_relancer.append(rapport.pk)
            else:
                rapport.etat, rapport.termine_le = EtatImport.REFUSE, maintenant()
                rapport.message = ABANDONNE if rapport.chemin else PERDU
            rapport.etape, rapport.avance = "", None
            rapport.save()
    return a_relancer


def _libre(connecteur: str) -> bool:
    """Whether nobody is importing this feed now."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [CLE_DU_FLUX.format(connecteur)])
        return bool(curseur.fetchone()[0])
