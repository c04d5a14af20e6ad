"""correspondances.csv: the matières whose teachers examine each épreuve-option, at the levels that lead to the exam."""

from pathlib import Path

from outils.demo.fabrique.donnees import table
from outils.demo.fabrique.ecriture import ouvrir_table

COLONNES = ("matiere", "mef", "examen", "specialite", "epreuve_option")
TOUTES = "*"
# Beginnings of the codes of the modules that prepare each exam: collège 10, lycée general 20, technologique 21,
# professionnel 24 (CAP, bac pro) and 25 (BP), preparatory classes 30, BTS 31. BTS juries also take those who teach its
# future students. A concours de recrutement is examined by inspectors: no teaching makes one competent for it.
NIVEAUX = {
    "470": ("20",),
    "430": ("20", "21"),
    "400": ("24",),
    "47A": ("20",),
    "43A": ("20", "21"),
    "320": ("31", "212"),
    "500": ("24",),
    "450": ("24", "25"),
    "DNB": ("10",),
    "3XE": ("30",),
    "CE1": (),
}


def ecrire_correspondances(chemin: Path) -> None:
    """One line for each matière and épreuve-option that share a discipline, and each level that leads to the exam."""
    with ouvrir_table(chemin, COLONNES) as sortie:
        for epreuve in table("epreuves_options"):
            disciplines = set(epreuve["disciplines"].split()) - {TOUTES}
            for matiere in table("matieres"):
                if disciplines & set(matiere["disciplines"].split()):
                    for mef in NIVEAUX[epreuve["examen"]]:
                        sortie.ajouter(matiere["code"], mef, epreuve["examen"], epreuve["specialite"], epreuve["code"])
