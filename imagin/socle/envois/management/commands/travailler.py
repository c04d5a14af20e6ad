"""`imagin travailler`: the job worker (mails, upkeep, long imports)."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from imagin.socle.envois.veille import veiller

CONCURRENCE = 4


class Command(BaseCommand):
    """Runs jobs in threads of this one process: a fork after a PDF was rendered would hang."""

    help = "Exécute les travaux en attente (courriels, entretien) jusqu'à l'arrêt par Ctrl-C ou SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """Options, in French like every command's."""
        parser.add_argument(
            "--concurrence", type=int, default=CONCURRENCE, help="nombre de travaux menés à la fois (%(default)s)"
        )
        parser.add_argument(
            "--une-fois", action="store_true", help="s'arrête quand plus rien n'attend, au lieu de veiller"
        )

    def handle(self, *args: Any, concurrence: int, une_fois: bool, **options: Any) -> None:
        """Run until stopped."""
        with app.replace_connector(DjangoConnector().get_worker_connector()) as ouvrier:
            asyncio.run(veiller(ouvrier, concurrence=concurrence, une_fois=une_fois))
