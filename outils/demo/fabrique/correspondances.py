"""correspondances.csv: the matières whose teachers examine each épreuve-option, by the disciplines that both name."""

from pathlib import Path

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.ecriture import ouvrir_table

COLONNES = ("matiere", "mef", "examen", "specialite", "epreuve_option")
TOUTES = "*"


def ecrire_correspondances(chemin: Path) -> None:
    """One line for each matière and épreuve-option that share a discipline."""
    with ouvrir_table(chemin, COLONNES) as sortie:
        for epreuve in table("epreuves_options"):
            disciplines = set(epreuve["disciplines"].split()) - {TOUTES}
            for matiere in table("matieres"):
                if disciplines & set(matiere["disciplines"].split()):
                    sortie.ajouter(matiere["code"], "", epreuve["examen"], epreuve["specialite"], epreuve["code"])
