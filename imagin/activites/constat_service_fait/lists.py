"""The two lists of the activity; the second is the grid, whose columns follow what the mission pays."""

from collections.abc import Callable

from django.urls import reverse

from imagin.activites.constat_service_fait.forms import FiltresConstat
from imagin.activites.constat_service_fait.lignes import LigneConstat
from imagin.domaine.personnes.models import Intervenant
from imagin.domaine.services_faits.enums import EtatMission, Saisie
from imagin.domaine.services_faits.queries import MissionAConstater, etat_de_la_mission
from imagin.presentation.listes.missions import COLONNES_MISSION
from imagin.presentation.listes.personnes import ETABLISSEMENT, NOM, PRENOM
from imagin.presentation.personnes import nomme
from imagin.socle.listes import Colonne, Genre, Liste, Sortie, Tri, rang_parmi
from imagin.socle.temps import ecrire_duree, lire_duree

MISSIONS: Liste[MissionAConstater] = Liste(
    cle="missions",
    titre="Liste des missions",
    colonnes=(
        *COLONNES_MISSION,
        Colonne[MissionAConstater](
            "etat",
            "Etat",
            lambda m: etat_de_la_mission(m).label,
            gabarit="constat_service_fait/etat.html",
            poids=1.2,
            rang=lambda m: rang_parmi(EtatMission, etat_de_la_mission(m)),
        ),
    ),
    tri=Tri("debut"),
    filtres=FiltresConstat,
    lien=lambda m: reverse("constat_service_fait:constater", args=[m.numero]),
    vide="Aucune mission à constater avec ces filtres. Décochez « Masquer les missions déjà constatées » ou ajoutez "
    "une année pour en voir d'autres.",
)

SUR_ECRAN = frozenset({Sortie.ECRAN, Sortie.CSV})
SUR_PAPIER = frozenset({Sortie.PDF})


def grille(saisie: Saisie) -> Liste[LigneConstat]:
    """The list of a mission's intervenants, with the entry that its pay asks for.

    Guide: G4.3-04, G4.3-08.
    """
    return Liste(
        cle="intervenants",
        titre="Liste des intervenants convoqués",
        colonnes=(*_identite(), *_saisie(saisie), *_constat()),
        tri=Tri("nom"),
        personne=lambda li: nomme(li.affectation.intervenant),
        vide="Personne n'est convoqué à cette mission : il n'y a pas de service à constater.",
    )


def _personne(ligne: LigneConstat) -> Intervenant:
    return ligne.affectation.intervenant


def _identite() -> tuple[Colonne[LigneConstat], ...]:
    return (
        NOM.de(_personne, sur=SUR_ECRAN),
        PRENOM.de(_personne, sur=SUR_ECRAN),
        Colonne("nom_prenom", "Nom Prénom", lambda li: li.personne, sur=SUR_PAPIER, poids=1.6),
        ETABLISSEMENT.de(_personne),
        Colonne("telephone", "Téléphone", lambda li: li.affectation.intervenant.tel_personnel, sur=SUR_ECRAN),
        Colonne("inscrits_papier", "Cand. inscrits épreuve", lambda li: li.inscrits, Genre.NOMBRE, sur=SUR_PAPIER),
    )


def _saisie(saisie: Saisie) -> tuple[Colonne[LigneConstat], ...]:
    """Candidats inscrits and the entry of the pay type."""
    if saisie == Saisie.RIEN:
        return ()
    if saisie == Saisie.HORAIRES:
        return (
            Colonne(
                "heures",
                saisie.label,
                lambda li: ecrire_duree(li.horaires) if li.horaires else "-",
                gabarit="constat_service_fait/horaires_ligne.html",
                sur=SUR_ECRAN,
                rang=lambda li: li.horaires,
            ),
        )
    if saisie == Saisie.HEURES:
        return (_champ("heures", saisie, lambda li: li.gardees.heures, _minutes),)
    return (
        Colonne("inscrits", "Candidats inscrits", lambda li: li.inscrits, Genre.NOMBRE, sur=SUR_ECRAN),
        _champ("quantite", saisie, lambda li: li.gardees.quantite, _quantite),
    )


def _quantite(ligne: LigneConstat) -> int | None:
    return int(ligne.gardees.quantite) if ligne.gardees.quantite else None


def _minutes(ligne: LigneConstat) -> int | None:
    return lire_duree(ligne.gardees.heures) if ligne.gardees.heures else None


def _champ(
    cle: str, saisie: Saisie, valeur: Callable[[LigneConstat], str], rang: Callable[[LigneConstat], int | None]
) -> Colonne[LigneConstat]:
    return Colonne(cle, saisie.label, valeur, gabarit=f"constat_service_fait/{cle}.html", sur=SUR_ECRAN, rang=rang)


def _constat() -> tuple[Colonne[LigneConstat], ...]:
    return (
        Colonne(
            "resultat",
            "Service fait",
            lambda li: li.resultat,
            gabarit="constat_service_fait/resultat.html",
            sur=SUR_ECRAN,
        ),
        Colonne("service_fait", "Service fait", lambda li: li.oui_ou_non, sur=SUR_PAPIER, poids=0.7),
        Colonne(
            "motif",
            "Motif service non fait",
            lambda li: li.gardees.motif,
            precision=lambda li: li.mention,
            gabarit="constat_service_fait/motif.html",
            sur=SUR_ECRAN,
            poids=1.5,
        ),
        Colonne("remuneration", "Rémunération", lambda li: li.remuneration, sur=SUR_PAPIER, poids=1.4),
    )
