"""Names as people in French schools bear them, from everywhere."""

from random import Random

from outils.demo.fabrique.donnees import lignes, mots
from outils.demo.fabrique.tirage import Urne

PART_DE_FEMMES = 0.62
COMPOSES, PARTICULES, DOUBLES = 0.045, 0.065, 0.075  # cumulated shares of the unusual kinds of surname
NAISSANCE = 0.42  # married women who use another name than that of their birth


class Identites:
    """Draws civilité, surname in capitals with its accents, first name, and surname at birth."""

    def __init__(self, hasard: Random) -> None:
        self.hasard = hasard
        noms = mots("noms")
        self.noms = Urne(noms, [1 / (rang + 60) for rang in range(len(noms))])
        self.particules = lignes("particules")
        self.prenoms = {
            civilite: Urne(prenoms, [1 / (rang + 40) for rang in range(len(prenoms))])
            for civilite, prenoms in (("MME", mots("prenoms_f")), ("M", mots("prenoms_m")))
        }

    def tirer(self) -> tuple[str, str, str, str]:
        """(civilité, nom, prénom, nom de naissance)."""
        civilite = "MME" if self.hasard.random() < PART_DE_FEMMES else "M"
        nom = self.nom()
        autre = civilite == "MME" and self.hasard.random() < NAISSANCE
        return civilite, nom, self.prenoms[civilite].tirer(self.hasard), self.nom() if autre else nom

    def nom(self) -> str:
        """One surname, in capitals."""
        sorte = self.hasard.random()
        nom = self.noms.tirer(self.hasard)
        if sorte < COMPOSES:
            nom = f"{nom}-{self.noms.tirer(self.hasard)}"
        elif sorte < PARTICULES:
            nom = self.hasard.choice(self.particules)
        elif sorte < DOUBLES:
            nom = f"{nom} {self.noms.tirer(self.hasard)}"
        return nom.upper()
