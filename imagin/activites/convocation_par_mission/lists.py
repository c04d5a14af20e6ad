"""The lists of the activity."""

from collections.abc import Callable
from datetime import date, datetime

from imagin.activites.convocation_par_mission.forms.filtres import FiltresConvocations
from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.convocations.queries.envois import NON_ENVOYE, SANS_ADRESSE, LigneJournal, etat_en_mots
from imagin.domaine.missions.models import Mission
from imagin.domaine.referentiel.models import Etablissement
from imagin.presentation.avancement import COLONNES_AVANCEMENT
from imagin.presentation.listes.filtres import FiltresMissions
from imagin.presentation.personnes import nomme
from imagin.socle.envois.adresses import decomposee
from imagin.socle.envois.enums import Etat
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Sortie, Tri, lien_vers, rang_parmi
from imagin.socle.temps import date_courte, en_heure_locale

DEPUIS = "depuis"  # parameter of a mission's page that says from which list one came
ECRAN, TABLEUR = frozenset({Sortie.ECRAN}), frozenset({Sortie.CSV})


def _detail(mission: Mission) -> str:
    return lien_vers("convocation_par_mission:detail", mission.numero)


MISSIONS: Liste[Mission] = Liste(
    cle="missions",
    titre="Liste des missions",
    colonnes=(
        Colonne("numero", "N°", lambda m: m.numero, Genre.NOMBRE, poids=0.7),
        Colonne("session", "Session examen", lambda m: str(m.session), poids=1.6),
        Colonne("specialite", "Spécialité", lambda m: str(m.specialite or ""), poids=1.6),
        Colonne("epreuve", "Epreuve-option", lambda m: str(m.epreuve_option or ""), poids=1.8),
        Colonne("type", "Type de mission", lambda m: m.type.libelle, poids=1.4),
        Colonne("debut", "Début", lambda m: m.date_debut, Genre.DATE, poids=0.8),
        Colonne("convoques", "Nbr itv.", lambda m: m.nb_convoques, Genre.NOMBRE, poids=0.6),  # type: ignore[attr-defined]
        Colonne("signature", "Signature convocation", lambda m: m.get_signataire_display(), poids=1.1),
        *COLONNES_AVANCEMENT,
    ),
    tri=Tri("debut"),
    filtres=FiltresMissions,
    lien=_detail,
    vide="Aucune mission de ces années n'est ouverte à la convocation par votre établissement. Élargissez le filtre, "
    "ou contactez le service des examens : c'est lui qui ouvre les missions.",
)


def etablissement_principal(affectation: Affectation) -> Etablissement | None:
    """Where the person is posted as principal."""
    return next((exercice.etablissement for exercice in affectation.intervenant.principaux), None)  # type: ignore[attr-defined]


def precisions(affectation: Affectation, *, ecrire: Callable[[date], str] = date_courte) -> list[str]:
    """« Com. 3GMATH1 », « Jury J1 », « Salle B204 », « date spécifique 02/06/2027 »; `ecrire` writes the date.

    Guide: G4.2-03.
    """
    a = affectation
    dites = [
        f"Com. {a.commission.code}" if a.commission else "",
        f"Jury {a.jury.code}" if a.jury else "",
        f"Salle {a.salle.code}" if a.salle else "",
        f"Salle {a.code_salle}" if a.code_salle else "",
    ]
    if a.dates_specifiques and a.premier_creneau:  # type: ignore[attr-defined]
        dites.append(f"date spécifique {ecrire(en_heure_locale(a.premier_creneau).date())}")  # type: ignore[attr-defined]
    return [dite for dite in dites if dite]


def _affectation(affectation: Affectation) -> list[str]:
    """« Convoquée par centre », then its precisions."""
    return [affectation.get_origine_display(), *precisions(affectation)]


def _ordre(affectation: Affectation) -> str:
    """The same words, whose date sorts."""
    return ", ".join([affectation.get_origine_display(), *precisions(affectation, ecrire=date.isoformat)])


def est_du_centre(affectation: Affectation) -> bool:
    """May the centre see its letter, mail, change or cancel it? (G4.2-05)"""
    return affectation.origine == Origine.CENTRE


def etat_du_mel(affectation: Affectation) -> str:
    """State of the mail that carries its letter; nothing of the gestionnaire's.

    Guide: G4.2-18.
    """
    if not est_du_centre(affectation):
        return ""
    return etat_en_mots(affectation.etat_mel, affectation.intervenant.mel)  # type: ignore[attr-defined]


def rang_du_mel(mots: str) -> int | None:
    """Where a letter is on its way, from « Adresse manquante » to « Abandonné »."""
    return rang_parmi((SANS_ADRESSE, NON_ENVOYE, *(etat.label for etat in Etat)), mots)


# The guide says what the files hold: the screen alone shows it.
MEL: Colonne[Affectation] = Colonne(
    "mel",
    "Mél",
    etat_du_mel,
    gabarit="convocation_par_mission/mel.html",
    sur=ECRAN,
    rang=lambda a: rang_du_mel(etat_du_mel(a)),
)

INTERVENANTS: Liste[Affectation] = Liste(
    cle="intervenants",
    titre="Liste des intervenants convoqués",
    colonnes=(
        Colonne("nom", "Nom", lambda a: a.intervenant.nom, poids=1.3),
        Colonne("prenom", "Prénom", lambda a: a.intervenant.prenom),
        Colonne(
            "etablissement",
            "Etablissement",
            lambda a: getattr(etablissement_principal(a), "libelle", ""),
            precision=lambda a: getattr(etablissement_principal(a), "uai", ""),
            poids=1.9,
        ),
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


def _premier_jour(affectation: Affectation) -> date | None:
    premier: datetime | None = affectation.premier_creneau  # type: ignore[attr-defined]
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

CONVOCATIONS: Liste[Affectation] = Liste(
    cle="convocations",
    titre="Liste des convocations du centre",
    colonnes=(
        Colonne("numero", "N°", lambda a: a.mission.numero, Genre.NOMBRE, poids=0.7),
        Colonne("session", "Session examen", lambda a: str(a.mission.session), poids=1.6),
        Colonne("type", "Type de mission", lambda a: a.mission.type.libelle, poids=1.4),
        Colonne("nom", "Nom", lambda a: a.intervenant.nom, poids=1.3),
        Colonne("prenom", "Prénom", lambda a: a.intervenant.prenom),
        Colonne("debut", "Début", _premier_jour, Genre.DATE, poids=0.8),
        Colonne(
            "affectation",
            "Affectation",
            lambda a: ", ".join(precisions(a)),
            poids=1.4,
            rang=lambda a: ", ".join(precisions(a, ecrire=date.isoformat)),
            genre_du_rang=Genre.TEXTE,
        ),
        Colonne(
            "mel",
            "Mél",
            etat_du_mel,
            gabarit="convocation_par_mission/mel.html",
            rang=lambda a: rang_du_mel(etat_du_mel(a)),
        ),
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
        Colonne("nom", "Nom", lambda e: e.affectation.intervenant.nom, poids=1.2),
        Colonne("prenom", "Prénom", lambda e: e.affectation.intervenant.prenom),
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
        Colonne("numero", "N°", lambda e: e.affectation.mission.numero, Genre.NOMBRE, poids=0.7),
        *_MELS,
    ),
    tri=Tri("demande", Sens.DECROISSANT),
    gestes="convocation_par_mission/gestes_envoi.html",
    vide="Aucune convocation de votre centre ne concerne cette personne.",
)
