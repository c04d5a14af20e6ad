"""The lists of the activity as screens: what each reads, filters and gives to download."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from imagin.activites.convocation_par_mission import lists
from imagin.activites.convocation_par_mission.forms.filtres import FiltresConvocations
from imagin.activites.convocation_par_mission.lists import DEPUIS, est_du_centre
from imagin.activites.convocation_par_mission.objets import affectation_demandee, mission_demandee
from imagin.domaine.convocations.queries import affectations_convoquees, convoquees_par_le_centre, profils_a_missionner
from imagin.domaine.convocations.queries.avancement import missions_et_avancement
from imagin.domaine.convocations.queries.envois import journal_de_la_mission, journal_de_la_personne
from imagin.domaine.convocations.queries.envois_santorin import etat_santorin
from imagin.domaine.missions.queries import annees_proposees, examens_de, missions_a_convoquer
from imagin.domaine.missions.rules import attentes_du_type
from imagin.presentation.avancement import avancement_affiche
from imagin.presentation.listes.ecran import CSV, PDF, XLSX, EcranListe
from imagin.presentation.listes.filtres import FiltresMissions, annees_au_choix, examens_au_choix
from imagin.presentation.perimetre import banniere
from imagin.socle.temps import aujourd_hui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from imagin.domaine.convocations.models import Affectation
    from imagin.domaine.convocations.queries.avancement import MissionSuivie
    from imagin.domaine.convocations.queries.envois import LigneJournal
    from imagin.domaine.convocations.queries.lignes import AffectationSuivie
    from imagin.domaine.missions.models import Mission
    from imagin.domaine.perimetre.rules import Perimetre
    from imagin.socle.listes import ListePresentee

# Where « Retour » leads, by what the address says.
LISTES_D_AVANT = {"": "convocation_par_mission:missions", "convocations": "convocation_par_mission:convocations"}


def _filtres_des_missions(parametres: QueryDict, perimetre: Perimetre) -> FiltresMissions:
    """The filters, on years N and N+1 until the caller has filtered."""
    jour = aujourd_hui()
    examens = examens_de(missions_a_convoquer(perimetre))
    choix = {"annee": annees_au_choix(annees_proposees(jour)), "examen": examens_au_choix(examens)}
    return FiltresMissions(parametres, choix=choix, defaut={"annee": (jour.year, jour.year + 1)})


def _missions(perimetre: Perimetre, filtres: FiltresMissions) -> Iterable[MissionSuivie]:
    """No year chosen is all those proposed (G4.2-01)."""
    choix = filtres.missions
    choix = replace(choix, annees=choix.annees or annees_proposees(aujourd_hui()))
    return missions_et_avancement(perimetre, choix=choix)


def _filtres_des_convocations(parametres: QueryDict, perimetre: Perimetre) -> FiltresConvocations:
    """The filters of the convocations of all missions: from today on until the caller has filtered."""
    choix = {"examen": examens_au_choix(examens_de(missions_a_convoquer(perimetre)))}
    return FiltresConvocations(parametres, choix=choix, defaut={"du": (aujourd_hui().isoformat(),)})


def _convocations(perimetre: Perimetre, filtres: FiltresConvocations) -> Iterable[AffectationSuivie]:
    return convoquees_par_le_centre(perimetre, choix=filtres.missions, periode=filtres.choix.get("periode"))


def _sur_la_mission(perimetre: Perimetre, mission: Mission, liste: ListePresentee[AffectationSuivie]) -> dict[str, Any]:
    """What the page says of the mission, above its people."""
    return {
        "mission": mission,
        "liste_d_avant": LISTES_D_AVANT.get(dict(liste.parametres).get(DEPUIS, ""), LISTES_D_AVANT[""]),
        "attendu": attentes_du_type(mission),
        "profils": profils_a_missionner(perimetre, mission),
        "santorin": etat_santorin(perimetre, mission),
        "avancement": _avancement(len(liste.lignes), mission.nb_attendus),
        "du_centre": any(est_du_centre(ligne.objet) for ligne in liste.lignes),
    }


def _avancement(convoques: int, attendus: int | None) -> str:
    """« 5 convoqués sur 8 attendus »; without the second half when CYCLADES does not say how many are needed."""
    texte = f"{convoques} convoqué{'s' if convoques > 1 else ''}"
    return f"{texte} sur {attendus} attendu{'s' if attendus > 1 else ''}" if attendus else texte


def _entete(perimetre: Perimetre, mission: Mission) -> list[str]:
    """What stands under the title of the PDF."""
    return [
        *banniere(perimetre),
        f"Mission n° {mission.numero} - {mission.session} - {mission.type}",
        " - ".join(str(libelle) for libelle in (mission.specialite, mission.epreuve_option) if libelle),
    ]


def _journal(perimetre: Perimetre, mission: Mission) -> list[LigneJournal]:
    return journal_de_la_mission(perimetre, mission.numero)


def _bilan(_: Perimetre, mission: Mission, liste: ListePresentee[LigneJournal]) -> dict[str, Any]:
    """How many mails did not arrive, and of how many nobody knows."""
    renvoyables = [ligne.objet for ligne in liste.lignes if ligne.objet.renvoyable]
    incertains = sum(ligne.incertain for ligne in renvoyables)
    return {"mission": mission, "echecs": len(renvoyables) - incertains, "incertains": incertains}


def _journal_de(perimetre: Perimetre, affectation: Affectation) -> list[LigneJournal]:
    return journal_de_la_personne(perimetre, affectation.intervenant_id)


# Missions of years N and N+1 by default, by start. Guide: G4.2-01, G4.2-02, G1.1-03.
MISSIONS = EcranListe(
    lists.MISSIONS,
    _missions,
    titre="Convocation par mission",
    filtrer=_filtres_des_missions,
    bouton="Filtrer missions",
    resume=avancement_affiche,
    fichiers=(CSV, XLSX, PDF),
    sous_titres=banniere,
    gabarit="convocation_par_mission/missions.html",
)

# Whom the centre summoned, on whatever mission. Guide: G4.2-16, G4.2-18.
CONVOCATIONS = EcranListe(
    lists.CONVOCATIONS,
    _convocations,
    titre="Convocations du centre",
    filtrer=_filtres_des_convocations,
    fichiers=(CSV, XLSX),
    gabarit="convocation_par_mission/convocations.html",
)

# The mission, and the people summoned to it. Guide: G4.2-03.
INTERVENANTS = EcranListe(
    lists.INTERVENANTS,
    affectations_convoquees,
    objet=mission_demandee,
    contexte=_sur_la_mission,
    fichiers=(CSV, XLSX, PDF),
    fichier="mission_{numero}",
    sous_titres=_entete,
    gabarit="convocation_par_mission/detail.html",
)

# The mails of a mission: to send, sent, refused with the server's words, address missing. Guide: G4.2-18.
ENVOIS = EcranListe(
    lists.ENVOIS,
    _journal,
    objet=mission_demandee,
    contexte=_bilan,
    fichiers=(CSV._replace(libelle="Télécharger le suivi (csv)"),),
    fichier="mission_{numero}_envois",
    gabarit="convocation_par_mission/envois.html",
)

# The mails to a person about the centre's missions. Guide: G4.2-18.
ENVOIS_DE_LA_PERSONNE = EcranListe(
    lists.ENVOIS_DE_LA_PERSONNE,
    _journal_de,
    objet=affectation_demandee,
    contexte=lambda _, affectation, __: {"affectation": affectation, "personne": affectation.intervenant},
    gabarit="convocation_par_mission/envois_personne.html",
)
