"""`imagin renouveler_cles`: the next signing key, without waiting for Monday."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from imagin.socle.jetons.cles import AVANCE, cles_publiees, renouveler_cles

HEURES = AVANCE.total_seconds() // 3600


class Command(BaseCommand):
    """Says what the other académies will see."""

    help = "Fait la prochaine clé de signature, que les académies partenaires relèvent d'elles-mêmes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One: what to do when a key is in wrong hands."""
        parser.add_argument(
            "--compromises",
            action="store_true",
            help="quelqu'un a pu lire nos clés : les oublier toutes à l'instant (chaque partenaire devra relever et "
            "confirmer la nouvelle)",
        )

    def handle(self, *args: Any, compromises: bool = False, **options: Any) -> None:
        """Make it, then list what is published."""
        kid = renouveler_cles(compromises=compromises)
        quand = "signe dès maintenant" if compromises else f"signera dans {HEURES:.0f} heures"
        self.stdout.write(self.style.SUCCESS(f"Nouvelle clé {kid} : elle {quand}."))
        self.stdout.write("Publiées : " + ", ".join(cle["kid"] for cle in cles_publiees()))
        if compromises:
            self.stdout.write("Demandez à chaque académie partenaire de relever nos clés et d'en comparer l'empreinte.")
