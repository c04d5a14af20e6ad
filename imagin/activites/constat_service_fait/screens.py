"""The lists of the activity as screens: what each reads, filters and gives to download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imagin.activites.constat_service_fait import lists
from imagin.activites.constat_service_fait.forms import FiltresConstat
from imagin.activites.constat_service_fait.objets import MissionDemandee, lignes_de, mission_demandee
from imagin.domaine.missions.queries import annees_proposees
from imagin.domaine.services_faits.queries import etat_de_la_mission, missions_a_constater
from imagin.presentation.listes.ecran import CSV, PDF, EcranListe
from imagin.presentation.listes.filtres import annees_au_choix
from imagin.presentation.perimetre import banniere
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from django.http import QueryDict

    from imagin.activites.constat_service_fait.lignes import LigneConstat
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.domaine.services_faits.queries import MissionAConstater
    from imagin.socle.listes import Liste


def _filtres(parametres: QueryDict, _: Perimetre) -> FiltresConstat:
    """The filters as chosen; on the current year and without missions already stated until then."""
    jour = aujourd_hui()
    choix = {"annee": annees_au_choix(annees_proposees(jour))}
    return FiltresConstat(parametres, choix=choix, defaut={"annee": (jour.year,), "sans_constatees": ("on",)})


def _missions(perimetre: Perimetre, filtres: FiltresConstat) -> list[MissionAConstater]:
    """Missions by start; no year chosen is all those proposed."""
    annees = filtres.missions.annees or annees_proposees(aujourd_hui())
    missions = missions_a_constater(perimetre, annees=annees)
    return [m for m in missions if etat_de_la_mission(m) not in filtres.caches]


def _grille(_: Perimetre, demandee: MissionDemandee) -> Liste[LigneConstat]:
    return lists.grille(demandee.cadre.saisie)


def _entete(perimetre: Perimetre, demandee: MissionDemandee) -> list[str]:
    """What stands under « Constat de service » (G4.3-08)."""
    mission = demandee.mission
    return [
        *banniere(perimetre),
        f"Mission : n° {mission.numero}",
        f"Session examen : {mission.session}",
        f"Spécialité : {mission.specialite}" if mission.specialite else "",
        f"Epreuve-option : {mission.epreuve_option}" if mission.epreuve_option else "",
        f"Date début mission : {mission.date_debut:%d/%m/%Y}",
    ]


# Guide: G4.3-01 to G4.3-03.
MISSIONS = EcranListe(
    lists.MISSIONS,
    _missions,
    titre="Constat service fait",
    filtrer=_filtres,
    bouton="Filtrer missions",
    fichiers=(CSV,),
    fichier="constat_service_fait",
)

# The grid: its page, which is a form, is a view; its files are the lines displayed (G4.3-08).
GRILLE = EcranListe(
    _grille,
    lignes_de,
    objet=mission_demandee,
    fichiers=(PDF, CSV),
    nom="constat",
    fichier="constat_{numero}",
    sous_titres=_entete,
    titre_imprime="Constat de service",
)
