"""epp_absences.csv and sirhen.csv: who is away around today, from the two systems that say so."""

import csv
from datetime import timedelta
from pathlib import Path
from random import Random

from outils.demo.fabrique.calendrier import Calendrier, jour_ouvre
from outils.demo.fabrique.ecriture import ouvrir_table

PART = 0.02  # of the people, in each file
COLONNES = ("date_debut", "heure_debut", "date_fin", "heure_fin", "motif_code", "motif")
# Code, label, days at least and at most.
MOTIFS_EPP = (("MAT", "CONGE DE MATERNITE", 60, 110), ("FOR", "CONGE DE FORMATION", 30, 180))
MOTIFS_SIRHEN = (
    ("CMO", "CONGE DE MALADIE ORDINAIRE", 2, 30),
    ("STG", "STAGE DE FORMATION CONTINUE", 0, 2),
    ("SYN", "DECHARGE SYNDICALE", 0, 0),
)


def ecrire_absences(dossier: Path, calendrier: Calendrier, hasard: Random) -> None:
    """Write both, for people of the epp.csv that lies there, within three months of today."""
    with (dossier / "epp.csv").open(encoding="utf-8", newline="") as flux:
        personnes = [(li["numero_agent"], li["numen"]) for li in csv.DictReader(flux, delimiter=";") if li["numen"]]
    for rang, (nom, colonne, motifs) in enumerate(
        (("epp_absences.csv", "numero_agent", MOTIFS_EPP), ("sirhen.csv", "numen", MOTIFS_SIRHEN))
    ):
        choisies = hasard.sample(personnes, max(1, int(len(personnes) * PART)))
        with ouvrir_table(dossier / nom, (colonne, *COLONNES)) as table:
            for personne in choisies:
                table.ajouter(personne[rang], *_absence(calendrier, hasard, motifs))


def _absence(calendrier: Calendrier, hasard: Random, motifs: tuple[tuple[str, str, int, int], ...]) -> tuple[str, ...]:
    """Whole days, or a half-day when the motif allows none."""
    code, motif, moins, plus = hasard.choice(motifs)
    debut = jour_ouvre(calendrier.aujourd_hui + timedelta(days=hasard.randint(-90, 90)))
    jours = hasard.randint(moins, plus)
    fin = jour_ouvre(debut + timedelta(days=jours))
    heures = ("13:30", "18:00") if fin == debut else ("", "")
    return debut.isoformat(), heures[0], fin.isoformat(), heures[1], code, motif
