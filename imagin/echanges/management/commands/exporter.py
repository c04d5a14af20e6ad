"""`imagin exporter finances <dossier>`: deliver the validated états de frais to the finance system, each once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from imagin.domaine.perimetre.rules import systeme
from imagin.echanges.finances.depot import deposer_les_lots
from imagin.socle.argent import en_euros


class Command(BaseCommand):
    """Exit code 1, with a French sentence, when something is in the way; nothing is lost then."""

    help = "Dépose les états de frais validés, en un lot avec son total de contrôle, pour le système financier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("connecteur", choices=["finances"])
        parser.add_argument("dossier", type=Path, help="là où le système financier prend ses fichiers")

    def handle(self, *args: Any, **options: Any) -> None:
        dossier: Path = options["dossier"]
        if not dossier.is_dir():
            raise CommandError(f"Le dossier {dossier} n'existe pas : créez-le, ou corrigez son chemin.")
        nombre = 0
        try:
            for lot in deposer_les_lots(systeme("export finances"), dossier):
                nombre += 1
                self.stdout.write(f"Lot {lot.pk} : {lot.nombre} états de frais, {en_euros(lot.total)}.")
        except OSError as erreur:
            raise CommandError(
                f"Dépôt impossible dans {dossier} ({erreur.strerror}) : relancez la commande."
            ) from erreur
        except OperationalError as erreur:
            raise CommandError("La base de données ne répond pas (IMAGIN_BASE) : relancez la commande.") from erreur
        if not nombre:
            self.stdout.write("Aucun état de frais validé n'attend : rien n'a été déposé.")
