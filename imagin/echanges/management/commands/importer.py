"""`imagin importer <connecteur> <fichier>`: shows what a file of a neighbouring system would change, or applies it."""

import os
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from imagin.echanges.progression import progression_visible
from imagin.echanges.registre import connecteurs
from imagin.socle.imports.differences import ecrire_csv
from imagin.socle.imports.entree import Identites
from imagin.socle.imports.models import EtatImport, Import
from imagin.socle.imports.moteur import importer
from imagin.socle.imports.progression import Silence
from imagin.socle.imports.rapport import nombre_accorde, raconter
from imagin.socle.texte.nettete import affichable

LARGEUR_LIGNE = 4_000
"""Characters of a line of the report; what files and names hold never reaches the terminal raw."""

DECISIONS = {
    "--meme-personne": "ce numéro, revenu avec un autre nom et une autre naissance, est bien celui de la même personne",
    "--autre-personne": "ce numéro a passé à une autre personne : qui le portait est retiré et garde son passé",
}


def _reference(texte: str) -> str:
    """A number as the report names it; argparse says the error."""
    if not re.fullmatch(r"[0-9A-Za-z_-]{1,40}", texte):
        raise ArgumentTypeError(f"« {texte} » n'est pas un numéro de personne")
    return texte


class Command(BaseCommand):
    """Preview by default; `--appliquer` writes. Exit code 1, with a French sentence, when the file is refused."""

    help = "Importe un fichier d'un système voisin ; sans --appliquer, montre seulement ce qui changerait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        connus = connecteurs()
        parser.add_argument(
            "connecteur", choices=connus, help=" ; ".join(f"{c.code} : {c.libelle}" for c in connus.values())
        )
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--appliquer", action="store_true", help="écrit les changements (tout ou rien)")
        parser.add_argument(
            "--forcer-retraits",
            action="store_true",
            help="accepte un fichier qui retire plus d'un dixième, une fois vérifié",
        )
        parser.add_argument(
            "--forcer-modifications",
            action="store_true",
            help="accepte un fichier qui change la même donnée de plus d'une ligne sur cinq, une fois vérifié",
        )
        for option, aide in DECISIONS.items():
            parser.add_argument(option, action="append", default=[], type=_reference, metavar="NUMERO", help=aide)
        parser.add_argument(
            "--differences",
            type=Path,
            metavar="FICHIER.csv",
            help="écrit dans ce fichier qui et quoi l'import crée, change et retire, champ par champ",
        )
        parser.add_argument("--complet", action="store_true", help="affiche tous les rejets et changements conservés")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            bilan = self._importer(options)
        except KeyboardInterrupt as interruption:
            raise CommandError("Import interrompu : rien n'a été modifié.") from interruption
        except OperationalError as erreur:
            raise CommandError("La base de données ne répond pas (IMAGIN_BASE) : rien n'a été modifié.") from erreur
        if options["differences"]:
            self._ecrire(bilan, options["differences"])
        *lignes, fin = raconter(bilan, complet=options["complet"])
        for ligne in lignes:
            self.stdout.write(affichable(ligne, LARGEUR_LIGNE))
        if bilan.etat == EtatImport.REFUSE:
            raise CommandError(fin)
        self.stdout.write(self.style.SUCCESS(fin))

    def _ecrire(self, bilan: Import, chemin: Path) -> None:
        try:
            lignes = ecrire_csv(bilan, chemin)
        except OSError as erreur:
            self.stderr.write(f"Impossible d'écrire {chemin} ({erreur.strerror}) : le rapport n° {bilan.pk} les garde.")
        else:
            self.stdout.write(f"{chemin} : {nombre_accorde(lignes, 'différence écrite', 'différences écrites')}")

    def _importer(self, options: dict[str, Any]) -> Import:
        with progression_visible() if sys.stderr.isatty() else nullcontext(Silence()) as progression:
            return importer(
                connecteurs()[options["connecteur"]],
                options["fichier"],
                appliquer=options["appliquer"],
                forcer_retraits=options["forcer_retraits"],
                forcer_modifications=options["forcer_modifications"],
                identites=Identites(frozenset(options["meme_personne"]), frozenset(options["autre_personne"])),
                auteur=f"commande importer ({os.environ.get('USER') or 'système'})"[:60],
                progression=progression,
            )
