"""`python -m outils.demo [--neuve]`: run the demonstration; PORT and DEMO come from the environment."""

import sys

from outils.demo.lancement import lancer
from outils.demo.reglages import ErreurDemo, lire_reglages

try:
    lancer(lire_reglages(sys.argv[1:]))
except ErreurDemo as erreur:
    sys.exit(f"Erreur : {erreur}")
