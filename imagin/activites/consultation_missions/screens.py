"""The lists of the activity as screens: what each reads, filters and gives to download."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from imagin.activites.consultation_missions import lists
from imagin.domaine.convocations.queries.avancement import Avancement
from imagin.domaine.convocations.queries.consultation import (
    affectation_convoquee,
    intervenants_convoques,
    mission_convoquee,
    missions_convoquees,
)
from imagin.domaine.convocations.queries.envois_santorin import etat_santorin
from imagin.domaine.missions.queries import annees_proposees, examens_de
from imagin.presentation.avancement import avancement_affiche, en_phrase
from imagin.presentation.listes.detail import EcranDetail
from imagin.presentation.listes.ecran import CSV, PDF, XLSX, EcranListe, Fichier
from imagin.presentation.listes.filtres import FiltresMissions, annees_au_choix, examens_au_choix
from imagin.presentation.perimetre import banniere
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from imagin.domaine.convocations.queries.avancement import MissionSuivie
    from imagin.domaine.convocations.queries.lignes import AffectationConvoquee
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import ListePresentee

EXTRACTION = CSV._replace(libelle="Extraction CSV")
DETAILS = Fichier("pdf", "Télécharger détails (pdf)", "details_pdf")


def mission_demandee(perimetre: Perimetre, numero: int) -> MissionSuivie:
    """A mission of the list; 404 for any other."""
    mission = mission_convoquee(perimetre, numero)
    if mission is None:
        raise Http404
    return mission


def _filtres(parametres: QueryDict, perimetre: Perimetre) -> FiltresMissions:
    examens = examens_de(missions_convoquees(perimetre))
    choix = {"annee": annees_au_choix(annees_proposees(aujourd_hui())), "examen": examens_au_choix(examens)}
    return FiltresMissions(parametres, choix=choix)


def _missions(perimetre: Perimetre, filtres: FiltresMissions) -> Iterable[MissionSuivie]:
    return missions_convoquees(perimetre, choix=filtres.missions)


def _intervenants(perimetre: Perimetre, mission: MissionSuivie) -> Iterable[AffectationConvoquee]:
    return intervenants_convoques(perimetre, [mission])


def _sur_la_mission(
    perimetre: Perimetre, mission: MissionSuivie, _: ListePresentee[AffectationConvoquee]
) -> dict[str, Any]:
    """What the page says of the mission, above its people."""
    avancement, santorin = en_phrase(Avancement.de(mission)), etat_santorin(perimetre, mission)
    return {"mission": mission, "avancement": avancement, "santorin": santorin}


# Guide: G4.1-01, G4.1-02, G4.1-03, G1.1-03.
MISSIONS = EcranListe(
    lists.MISSIONS,
    _missions,
    titre="Consultation des missions",
    filtrer=_filtres,
    bouton="Filtrer missions",
    resume=avancement_affiche,
    fichiers=(EXTRACTION, XLSX, PDF, DETAILS._replace(route="missions_details_pdf")),
    sous_titres=banniere,
)

# Guide: G4.1-04.
INTERVENANTS = EcranListe(
    lists.INTERVENANTS,
    _intervenants,
    objet=mission_demandee,
    contexte=_sur_la_mission,
    fichiers=(EXTRACTION, XLSX, Fichier("pdf", "Télécharger liste par jury (pdf)", "jurys_pdf"), DETAILS),
    fichier="mission_{numero}",
    gabarit="consultation_missions/detail.html",
)

# Guide: G4.1-05.
AFFECTATION = EcranDetail(
    affectation_convoquee,
    titre=lambda affectation: f"Détails de l'affectation · {affectation.intervenant}, mission {affectation.mission}",
    champs=lists.AFFECTATION,
    retour=lambda affectation: ("consultation_missions:detail", affectation.mission.numero),
)
