"""The transaction of an import: its settings, and its feed for it alone."""

from django.db import connection

from imagin.socle.imports.atelier import Atelier
from imagin.socle.imports.refus import FichierRefuse

CLE_DU_FLUX = "imagin.import.{}"
"""Name of the advisory lock of a feed, by its connector's code."""
# Of the transaction only. Large sorts and hashes stay in memory, dates print as the feeds write them, and since most
# plans read much to find little, parallel workers are worth their start.
REGLAGES = """
SET LOCAL work_mem = '192MB';
SET LOCAL maintenance_work_mem = '384MB';
SET LOCAL jit = off;
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL default_statistics_target = 2;
SET LOCAL parallel_setup_cost = 500;
SET LOCAL parallel_tuple_cost = 0.01;
SET LOCAL min_parallel_table_scan_size = '2MB'
"""


def prendre_le_flux(atelier: Atelier) -> None:
    """Begin: nobody else imports, or undoes, the same feed at the same time. Raises FichierRefuse."""
    with connection.cursor() as curseur:
        curseur.execute(REGLAGES)  # through Django's cursor: pghistory sets its context of the transaction here
    cle = CLE_DU_FLUX.format(atelier.code)
    if not atelier.valeur("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [cle]):
        raise FichierRefuse(
            f"Un autre import « {atelier.code} » est en cours : attendez qu'il se termine, puis relancez."
        )
