"""The downloads of the personnel displayed with what they teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagin.activites.consultation_personnels.lists import PERSONNELS_ET_ENSEIGNEMENTS, LigneEnseignement
from imagin.activites.consultation_personnels.screens import PERSONNELS
from imagin.domaine.personnes.queries import avec_enseignements
from imagin.presentation.perimetre import banniere
from imagin.socle.listes import presenter_dans_l_ordre
from imagin.socle.listes.routes import Affichage

if TYPE_CHECKING:
    from django.http import HttpRequest

    from imagin.domaine.perimetre.rules import Perimetre


def enseignements_affiches(request: HttpRequest, perimetre: Perimetre) -> Affichage:
    """The personnel displayed, in the displayed order, and what they teach."""
    affiches = [personne.pk for personne in PERSONNELS.affichee(request, perimetre).tous()]
    lignes = [LigneEnseignement(*paire) for paire in avec_enseignements(perimetre, affiches)]
    liste = presenter_dans_l_ordre(PERSONNELS_ET_ENSEIGNEMENTS, lignes)
    return Affichage(liste, lambda: banniere(perimetre))
