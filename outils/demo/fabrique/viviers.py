"""Who can be asked: teachers by discipline and department, in turn, never twice on the same day."""

from datetime import date
from random import Random

from outils.demo.fabrique.personnes import Personne
from outils.demo.fabrique.tirage import Roulement

PRES = 0.8  # share of those who come from the department
ESSAIS = 12


class Viviers:
    """Pools of people who may be summoned, and their agenda."""

    def __init__(self, personnes: list[Personne], hasard: Random) -> None:
        self.hasard = hasard
        groupes: dict[tuple[str, str], list[Personne]] = {}
        for personne in personnes:
            departement = personne.etablissement.departement if personne.etablissement else ""
            for discipline in (personne.discipline, ""):
                for lieu in (departement, ""):
                    groupes.setdefault((discipline, lieu), []).append(personne)
        self.tours = {cle: Roulement(groupe, hasard) for cle, groupe in groupes.items()}
        self.agenda: dict[int, set[date]] = {}

    def effectif(self, discipline: str) -> int:
        """How many people of that discipline."""
        return len(self.tours.get((discipline, ""), ()))

    def choisir(self, disciplines: tuple[str, ...], departement: str, jours: list[date], nombre: int) -> list[Personne]:
        """Up to `nombre` people free on all these days; no discipline means any. They are then taken."""
        choisies: dict[int, Personne] = {}
        for essai in range(nombre * ESSAIS):
            if len(choisies) == nombre:
                break
            personne = self._suivante(disciplines[essai % len(disciplines)] if disciplines else "", departement)
            if personne is not None and personne.numero not in choisies and self.prendre(personne, jours):
                choisies[personne.numero] = personne
        return list(choisies.values())

    def prendre(self, personne: Personne, jours: list[date]) -> bool:
        """Write these days in someone's agenda; False when one of them is taken already."""
        pris = self.agenda.setdefault(personne.numero, set())
        if not pris.isdisjoint(jours):
            return False
        pris.update(jours)
        return True

    def _suivante(self, discipline: str, departement: str) -> Personne | None:
        pres = self.tours.get((discipline, departement)) if self.hasard.random() < PRES else None
        tour = pres or self.tours.get((discipline, ""))
        return tour.suivant() if tour else None
