"""The screen of the activity: what the centres confirmed in spite of a doubt, newest first, and why."""

from imagin.domaine.doutes.queries import doutes_confirmes
from imagin.gestion.doutes_confirmes.lists import DOUTES as LISTE
from imagin.presentation.listes.ecran import CSV, EcranListe

DOUTES = EcranListe(
    LISTE,
    doutes_confirmes,
    titre="Doutes confirmés",
    aide="Quand une saisie surprend (horaires, effectif, date passée, quantités), IMAG'IN demande au centre de la "
    "corriger ou de la confirmer, avec un motif si l'argent ou le droit est en jeu. Ce qui a été confirmé est ici.",
    fichiers=(CSV,),
    dans_la_page=0,
)
