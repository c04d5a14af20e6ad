"""The product on a day of our choice: `python -m outils.guide.serveur PORT DOSSIER`, in a process of its own.

The database (IMAGIN_BASE) is filled as the demonstration's is, then the site is served until the process is ended. The
clock starts at INSTANT and goes on from there, so that what is shown does not change with the day it is made.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

INSTANT = datetime(2027, 5, 11, 9, 40, tzinfo=ZoneInfo("Europe/Paris"))
GRAINE, TAILLE = 31, "demo"


def main(port: int, dossier: Path) -> None:
    """Fill the database, then serve."""
    import time_machine

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imagin.config.settings")
    with time_machine.travel(INSTANT, tick=True):
        import django

        django.setup()
        _remplir(dossier)
        _servir(port)


def _remplir(dossier: Path) -> None:
    from django.core.management import call_command
    from django.db import transaction

    from imagin.socle.traces.signature import signer_les_ecritures
    from outils.demo.fabrique import fabriquer
    from outils.demo.preparation import AUTEUR, importer, saisir

    signer_les_ecritures(AUTEUR)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    fabriquer(dossier, taille=TAILLE, graine=GRAINE, aujourd_hui=INSTANT.date())
    importer(dossier)
    with transaction.atomic():
        saisir(json.loads((dossier / "saisies.json").read_text(encoding="utf-8")))


def _servir(port: int) -> None:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    serveur = ThreadedWSGIServer(("127.0.0.1", port), WSGIRequestHandler)
    serveur.daemon_threads = True
    serveur.set_app(get_wsgi_application())
    serveur.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
