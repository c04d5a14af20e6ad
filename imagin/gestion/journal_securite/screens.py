"""The screen of the activity: what happened, the latest first. Nobody changes a journal.

Guide: GG-06.
"""

from imagin.domaine.acces.queries import journal_de_securite
from imagin.gestion.journal_securite.lists import EVENEMENTS as LISTE
from imagin.presentation.listes.ecran import CSV, EcranListe

EVENEMENTS = EcranListe(
    LISTE,
    journal_de_securite,
    titre="Journal de sécurité",
    aide="Connexions, échecs, changements de mot de passe et accès refusés, gardés un an ou le délai réglé par "
    "l'exploitant. Ce qui a été tapé n'y figure jamais.",
    fichiers=(CSV._replace(libelle="Extraction CSV"),),
    nom="journal",
    fichier="journal_de_securite",
    dans_la_page=0,
)
