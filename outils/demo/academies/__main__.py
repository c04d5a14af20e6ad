"""`python -m outils.demo.academies [--neuve]`; PORT, from the environment, is that of the first site."""

import sys

from outils.demo.academies.lancement import lancer
from outils.demo.academies.reglages import lire_reglages
from outils.demo.reglages import ErreurDemo

try:
    lancer(lire_reglages(sys.argv[1:]))
except ErreurDemo as erreur:
    sys.exit(f"Erreur : {erreur}")
