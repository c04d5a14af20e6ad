"""`imagin imports [numéro]`: the imports made, newest first; of one, its report, searched, written or undone."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imagin.socle.imports.defaire import DefaireImpossible, defaire
from imagin.socle.imports.differences import chercher, ecrire_csv
from imagin.socle.imports.models import Import
from imagin.socle.imports.rapport import designee, nombre_accorde, raconter
from imagin.socle.listes.valeurs import afficher
from imagin.socle.texte.nettete import affichable

DERNIERS = 30


class Command(BaseCommand):
    """Reads what the imports kept; `--defaire` puts back what one wrote, or exits with 1 and what stands in the way."""

    help = "Liste les imports ; d'un import, montre le rapport : qui et quoi a été créé, changé, retiré."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numero", type=int, nargs="?", help="numéro d'un rapport ; sans lui, les derniers imports")
        parser.add_argument("--chercher", default="", metavar="TEXTE", help="ce qui concerne ce nom, ce code")
        parser.add_argument("--differences", type=Path, metavar="FICHIER.csv", help="écrit les différences en CSV")
        parser.add_argument("--defaire", action="store_true", help="remet ce que cet import a changé, tout ou rien")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["numero"] is None:
            for fait in Import.objects.order_by("-commence_le")[:DERNIERS]:
                self.dire(f"n° {fait.pk}  {afficher(fait.commence_le)}  {fait}  {fait.get_etat_display()}")
            return
        bilan = Import.objects.filter(pk=options["numero"]).first()
        if bilan is None:
            raise CommandError(f"Aucun rapport n° {options['numero']} : `imagin imports` les liste.")
        if options["defaire"]:
            self._defaire(bilan)
        elif options["differences"]:
            self._ecrire(bilan, options["differences"])
        elif options["chercher"]:
            self._chercher(bilan, options["chercher"])
        else:
            for ligne in raconter(bilan, complet=True):
                self.dire(ligne)

    def dire(self, ligne: str) -> None:
        """One line on the terminal, where what files hold never arrives raw."""
        self.stdout.write(affichable(ligne))

    def _defaire(self, bilan: Import) -> None:
        try:
            defait = defaire(bilan, auteur=f"commande imports ({os.environ.get('USER') or 'système'})")
        except DefaireImpossible as refus:
            raise CommandError("\n".join(("Rien n'a été défait.", *refus.obstacles))) from refus
        for ligne in raconter(defait):
            self.dire(ligne)

    def _chercher(self, bilan: Import, texte: str) -> None:
        trouvees = chercher(bilan, texte)
        for difference in trouvees:
            self.dire(f"{difference.objet}, {difference.get_sorte_display().lower()} : {designee(difference)}")
        self.dire(nombre_accorde(len(trouvees), "différence trouvée", "différences trouvées"))

    def _ecrire(self, bilan: Import, chemin: Path) -> None:
        try:
            lignes = ecrire_csv(bilan, chemin)
        except OSError as erreur:
            raise CommandError(f"Impossible d'écrire {chemin} : {erreur.strerror}.") from erreur
        self.dire(f"{chemin} : {nombre_accorde(lignes, 'différence écrite', 'différences écrites')}")
