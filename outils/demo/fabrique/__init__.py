"""Makes a lifelike académie, as the files that the neighbouring systems would send. Everything in it is fictitious.

Same size, seed and date: same bytes. Nothing here touches the database: what comes in comes in by the connectors.
"""

from outils.demo.fabrique.fabriquer import VERSION, fabriquer
from outils.demo.fabrique.tailles import TAILLES, Taille

__all__ = ["TAILLES", "VERSION", "Taille", "fabriquer"]
