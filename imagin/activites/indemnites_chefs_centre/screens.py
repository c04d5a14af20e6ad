"""The list of sessions for which the établissement is a centre, as a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagin.activites.indemnites_chefs_centre import lists
from imagin.domaine.indemnites.queries import sessions_indemnisees
from imagin.presentation.listes.ecran import CSV, EcranListe
from imagin.presentation.listes.filtres import FiltresMissions, annees_au_choix
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from django.http import QueryDict

    from imagin.domaine.indemnites.queries import SessionIndemnisee
    from imagin.domaine.perimetre.rules import Perimetre

ANNEES_D_AVANT = 3


def _annees() -> range:
    """This year and the three before."""
    cette_annee = aujourd_hui().year
    return range(cette_annee - ANNEES_D_AVANT, cette_annee + 1)


def _toutes(perimetre: Perimetre) -> list[SessionIndemnisee]:
    return [s for s in sessions_indemnisees(perimetre) if s.session.annee in _annees()]


def _filtres(parametres: QueryDict, _: Perimetre, toutes: list[SessionIndemnisee]) -> FiltresMissions:
    """The exams of these sessions; on this year until the caller has filtered."""
    examens = {s.session.examen.code: str(s.session.examen) for s in toutes}
    choix = {"annee": annees_au_choix(_annees()), "examen": examens.items()}
    return FiltresMissions(parametres, choix=choix, defaut={"annee": (aujourd_hui().year,)})


def _gardees(_: Perimetre, toutes: list[SessionIndemnisee], filtres: FiltresMissions) -> list[SessionIndemnisee]:
    return [s for s in toutes if filtres.missions.garde(s.session)]


# Guide: G4.5-01, G4.5-02.
SESSIONS = EcranListe(
    lists.SESSIONS,
    _gardees,
    titre="Indemnités chef de centre",
    objet=_toutes,
    filtrer=_filtres,
    fichiers=(CSV,),
    fichier="indemnites_chefs_centre",
)
