"""What the films show and say: the one source of each film, of its captions and of its transcript.

One module for each film, about a minute long; `python -m outils.guide.tutoriel [cle…]` makes them.
"""

from outils.guide.scenarios.constater import FILM as CONSTATER
from outils.guide.scenarios.convoquer import FILM as CONVOQUER
from outils.guide.scenarios.envoyer import FILM as ENVOYER
from outils.guide.scenarios.film import Film
from outils.guide.scenarios.indemnites import FILM as INDEMNITES

# In the order in which a centre meets them; each leaves the académie as the next one finds it.
FILMS: tuple[Film, ...] = (CONVOQUER, ENVOYER, CONSTATER, INDEMNITES)
