"""The screen that lists the messages, the latest to begin first.

Guide: GG-06.
"""

from imagin.domaine.referentiel.queries import messages_d_accueil
from imagin.gestion.message_accueil.lists import MESSAGES as LISTE
from imagin.presentation.listes.ecran import EcranListe

MESSAGES = EcranListe(
    LISTE,
    messages_d_accueil,
    titre="Message d'accueil",
    aide="Un message paraît à l'accueil des services choisis, de sa date de début à sa date de fin. Plusieurs peuvent "
    "paraître ensemble, le plus récent en tête.",
    gabarit="message_accueil/messages.html",
)
