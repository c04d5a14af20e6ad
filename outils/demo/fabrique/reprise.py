"""reprise.csv: who is affected to which mission, and whom the gestionnaire has summoned."""

from datetime import date, datetime, time, timedelta
from random import Random

from outils.demo.fabrique.ecriture import Table
from outils.demo.fabrique.guide import Besoin
from outils.demo.fabrique.missions import Commission, Jour, Mission
from outils.demo.fabrique.personnes import Personne

COLONNES = (
    "mission", "numero_agent", "qualite", "commission", "jury", "salle", "creneaux", "observation", "convoquee_le",
)  # fmt: skip
PART_DES_DATES_SPECIFIQUES = 0.08
PREAVIS = (18, 45)  # days between the summons and the mission
HEURES_DE_BUREAU = (8, 18)


class Reprise:
    """Writes the affectations, dealing commissions, jurys and salles out in turn."""

    def __init__(self, table: Table, aujourd_hui: date, hasard: Random) -> None:
        self.table, self.aujourd_hui, self.hasard = table, aujourd_hui, hasard

    def affecter(self, mission: Mission, besoin: Besoin, personnes: list[Personne]) -> None:
        """One line a person."""
        convoquees = round(len(personnes) * besoin.part_convoquee)
        emise_le = self._emission(mission)
        for rang, personne in enumerate(personnes):
            commission = mission.commissions[rang % len(mission.commissions)] if mission.commissions else None
            self.table.ajouter(
                mission.numero, personne.numero, self._qualite(besoin, rang), commission.code if commission else "",
                mission.jurys[rang % len(mission.jurys)] if mission.jurys else "",
                mission.salles[rang % len(mission.salles)] if mission.salles else "",
                ",".join(jour.creneau for jour in self._jours(mission, commission)), mission.observation,
                emise_le if rang < convoquees else "",
            )  # fmt: skip

    def _qualite(self, besoin: Besoin, rang: int) -> str:
        """The first ones once, then the last one again and again: one president, two vice-presidents, members."""
        qualites = besoin.qualites
        return qualites[min(rang, len(qualites) - 1)] if qualites else ""

    def _jours(self, mission: Mission, commission: Commission | None) -> list[Jour]:
        jours = commission.jours if commission else mission.jours
        if len(jours) > 1 and self.hasard.random() < PART_DES_DATES_SPECIFIQUES:
            return [self.hasard.choice(jours)]
        return jours

    def _emission(self, mission: Mission) -> str:
        """When the summons went out: some weeks before, in office hours, never in the future."""
        jour = min(mission.debut - timedelta(days=self.hasard.randint(*PREAVIS)), self.aujourd_hui - timedelta(days=1))
        heure = time(self.hasard.randrange(*HEURES_DE_BUREAU), self.hasard.randrange(60))
        return datetime.combine(jour, heure).strftime("%Y-%m-%dT%H:%M")
