"""`imagin contrat_federation`: the contract of the API between académies, as docs/contrats/federation/ keeps it."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from imagin.echanges.federation.api import contrat_openapi


class Command(BaseCommand):
    """Reads no database."""

    help = "Écrit le contrat OpenAPI 3.1 de l'API entre académies, engendré depuis le code."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(contrat_openapi(), ensure_ascii=False, indent=2))
