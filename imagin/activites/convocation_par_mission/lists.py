"""The lists of the activity."""

from dataclasses import replace
from datetime import date, datetime

from imagin.activites.convocation_par_mission.forms.filtres import FiltresConvocations
from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.avancement import MissionSuivie
from imagin.domaine.convocations.queries.envois import NON_ENVOYE, SANS_ADRESSE, LigneJournal, etat_en_mots
from imagin.domaine.convocations.queries.lignes import AffectationSuivie
from imagin.domaine.missions.models import Mission
from imagin.domaine.personnes.models import Intervenant
from imagin.presentation.affectations import precisions
from imagin.presentation.avancement import COLONNES_AVANCEMENT
from imagin.presentation.listes.filtres import FiltresMissions
from imagin.presentation.listes.missions import COLONNES_MISSION, NUMERO, SESSION, TYPE
from imagin.presentation.listes.personnes import ETABLISSEMENT, NOM, PRENOM
from imagin.presentation.personnes import nomme
from imagin.socle.envois.adresses import decomposee
from imagin.socle.envois.enums import EtatEnvoi
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Sortie, Tri, lien_vers, rang_parmi
from imagin.socle.temps import en_heure_locale

DEPUIS = "depuis"  # parameter of a mission's page that says from which list one came
ECRAN, TABLEUR = frozenset({Sortie.ECRAN}), frozenset({Sortie.CSV})


def _detail(mission: Mission) -> str:
    return lien_vers("convocation_par_mission:detail", mission.numero)


MISSIONS: Liste[MissionSuivie] = Liste(
    cle="missions",
    titre="Liste des missions",
    colonnes=(
        *COLONNES_MISSION,
        Colonne("convoques", "Nbr itv.", lambda m: m.nb_convoques, Genre.NOMBRE, poids=0.6),
        Colonne("signature", "Signature convocation", lambda m: m.get_signataire_display(), poids=1.1),
        *COLONNES_AVANCEMENT,
    ),
    tri=Tri("debut"),
    filtres=FiltresMissions,
    lien=_detail,
    vide="Aucune mission de ces années n'est ouverte à la convocation par votre établissement. Élargissez le filtre, "
    "ou contactez le service des examens : c'est lui qui ouvre les missions.",
)


def _personne(affectation: Affectation) -> Intervenant:
    return affectation.intervenant


def _mission(affectation: Affectation) -> Mission:
    return affectation.mission


def _affectation(affectation: AffectationSuivie) -> list[str]:
    """« Convoquée par centre », then its precisions."""
    return [affectation.get_origine_display(), *precisions(affectation)]


def _ordre(affectation: AffectationSuivie) -> str:
    """The same words, whose date sorts."""
    return ", ".join([affectation.get_origine_display(), *precisions(affectation, ecrire=date.isoformat)])


def est_du_centre(affectation: Affectation) -> bool:
    """May the centre see its letter, mail, change or cancel it? (G4.2-05)"""
    return affectation.origine == Origine.CENTRE


def etat_du_mel(affectation: AffectationSuivie) -> str:
    """State of the mail that carries its letter; nothing of the gestionnaire's.

    Guide: G4.2-18.
    """
    if not est_du_centre(affectation):
        return ""
    return etat_en_mots(affectation.etat_mel, affectation.intervenant.mel)


def rang_du_mel(mots: str) -> int | None:
    """Where a letter is on its way, from « Adresse manquante » to « Abandonné »."""
    return rang_parmi((SANS_ADRESSE, NON_ENVOYE, *(etat.label for etat in EtatEnvoi)), mots)


# The guide says what the files hold: the screen alone shows it.
MEL: Colonne[AffectationSuivie] = Colonne(
    "mel",
    "Mél",
    etat_du_mel,
    gabarit="convocation_par_mission/mel.html",
    sur=ECRAN,
    rang=lambda a: rang_du_mel(etat_du_mel(a)),
)

INTERVENANTS: Liste[AffectationSuivie] = Liste(
    cle="intervenants",
    titre="Liste des intervenants convoqués",
    colonnes=(
        NOM.de(_personne),
        PRENOM.de(_personne),
        ETABLISSEMENT.de(_personne, libelle="Etablissement", poids=1.9),
        Colonne("discipline", "Discipline poste", lambda a: str(a.intervenant.discipline or ""), poids=1.5),
        Colonne(
            "affectation",
            "Affectation",
            lambda a: ", ".join(_affectation(a)),
            gabarit="convocation_par_mission/affectation.html",
            poids=2,
            rang=_ordre,
            genre_du_rang=Genre.TEXTE,
        ),
        MEL,
    ),
    tri=Tri("nom"),
    personne=lambda a: nomme(a.intervenant),
    gestes="convocation_par_mission/gestes.html",
    vide="Personne n'est encore convoqué à cette mission.",
)


def _premier_jour(affectation: AffectationSuivie) -> date | None:
    premier = affectation.premier_creneau
    return en_heure_locale(premier).date() if premier else None


def _adresse(ligne: LigneJournal) -> str:
    """Where it went; where it would go."""
    return decomposee(ligne.envoi.destinataire) if ligne.envoi else ligne.affectation.intervenant.mel


def _reponse(ligne: LigneJournal) -> str:
    """The server's words."""
    return ligne.envoi.derniere_erreur if ligne.envoi else ""


def _par(ligne: LigneJournal) -> str:
    return ligne.envoi.cree_par if ligne.envoi else ""


def _demande_le(ligne: LigneJournal) -> datetime | None:
    return ligne.envoi.cree_le if ligne.envoi else None


# What the journal of a mission and that of a person share: second lines on screen are columns of the spreadsheet.
_MELS: tuple[Colonne[LigneJournal], ...] = (
    Colonne("objet", "Objet", lambda e: e.objet),
    Colonne("adresse", "Adresse", _adresse, poids=1.4),
    Colonne(
        "etat",
        "État",
        lambda e: e.etat,
        gabarit="convocation_par_mission/etat_envoi.html",
        precision=_reponse,
        poids=2,
        sur=ECRAN,
        rang=lambda e: rang_du_mel(e.etat),
    ),
    Colonne("etat_seul", "État", lambda e: e.etat, sur=TABLEUR),
    Colonne("reponse", "Réponse du serveur", _reponse, sur=TABLEUR),
    Colonne("demande", "Demandé le", _demande_le, Genre.DATE_HEURE, precision=_par, sur=ECRAN),
    Colonne("demande_seul", "Demandé le", _demande_le, Genre.DATE_HEURE, sur=TABLEUR),
    Colonne("par", "Par", _par, sur=TABLEUR),
    Colonne("envoye", "Envoyé le", lambda e: e.envoi.envoye_le if e.envoi else None, Genre.DATE_HEURE),
)

CONVOCATIONS: Liste[AffectationSuivie] = Liste(
    cle="convocations",
    titre="Liste des convocations du centre",
    colonnes=(
        NUMERO.de(_mission),
        SESSION.de(_mission),
        TYPE.de(_mission),
        NOM.de(_personne),
        PRENOM.de(_personne),
        Colonne("debut", "Début", _premier_jour, Genre.DATE, poids=0.8),
        Colonne(
            "affectation",
            "Affectation",
            lambda a: ", ".join(precisions(a)),
            poids=1.4,
            rang=lambda a: ", ".join(precisions(a, ecrire=date.isoformat)),
            genre_du_rang=Genre.TEXTE,
        ),
        replace(MEL, sur=frozenset(Sortie)),
    ),
    tri=Tri("debut"),
    personne=lambda a: nomme(a.intervenant),
    filtres=FiltresConvocations,
    lien=lambda a: f"{_detail(a.mission)}?{DEPUIS}=convocations",
    gestes="convocation_par_mission/gestes_convocation.html",
    vide="Votre centre n'a convoqué personne pour ces choix. Élargissez les filtres, ou convoquez depuis une mission.",
)

ENVOIS: Liste[LigneJournal] = Liste(
    cle="envois",
    titre="Suivi des envois",
    colonnes=(
        NOM.de(lambda e: e.affectation.intervenant, poids=1.2),
        PRENOM.de(lambda e: e.affectation.intervenant),
        *_MELS,
    ),
    tri=Tri("nom"),
    personne=lambda e: nomme(e.affectation.intervenant),
    gestes="convocation_par_mission/gestes_envoi.html",
    vide="Votre centre n'a encore convoqué personne à cette mission.",
)

ENVOIS_DE_LA_PERSONNE: Liste[LigneJournal] = Liste(
    cle="envois",
    titre="Méls envoyés à cette personne",
    colonnes=(
        NUMERO.de(lambda e: e.affectation.mission),
        *_MELS,
    ),
    tri=Tri("demande", Sens.DECROISSANT),
    gestes="convocation_par_mission/gestes_envoi.html",
    vide="Aucune convocation de votre centre ne concerne cette personne.",
)
