"""The two lists of the activity."""

from imagin.domaine.convocations.enums import Origine
from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import Mission
from imagin.domaine.referentiel.models import Etablissement
from imagin.presentation.avancement import COLONNES_AVANCEMENT
from imagin.socle.listes import Colonne, Genre, Liste, Tri, lien_vers
from imagin.socle.temps import date_courte, en_heure_locale


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
    lien=_detail,
    vide="Aucune mission de ces années n'est ouverte à la convocation par votre établissement. Élargissez le filtre, "
    "ou contactez le service des examens : c'est lui qui ouvre les missions.",
)


def etablissement_principal(affectation: Affectation) -> Etablissement | None:
    """Where the person is posted as principal."""
    return next((exercice.etablissement for exercice in affectation.intervenant.principaux), None)  # type: ignore[attr-defined]


def precisions(affectation: Affectation) -> list[str]:
    """« Com. 3GMATH1 », « Jury J1 », « Salle B204 », « date spécifique 02/06/2027 ».

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
        dites.append(f"date spécifique {date_courte(en_heure_locale(a.premier_creneau).date())}")  # type: ignore[attr-defined]
    return [dite for dite in dites if dite]


def _affectation(affectation: Affectation) -> list[str]:
    """« Convoquée par centre », then its precisions."""
    return [affectation.get_origine_display(), *precisions(affectation)]


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
            poids=2,
        ),
        Colonne("discipline", "Discipline poste", lambda a: str(a.intervenant.discipline or ""), poids=1.5),
        Colonne(
            "affectation",
            "Affectation",
            lambda a: ", ".join(_affectation(a)),
            gabarit="convocation_par_mission/affectation.html",
            poids=2,
        ),
    ),
    tri=Tri("nom"),
    gestes="convocation_par_mission/gestes.html",
    vide="Personne n'est encore convoqué à cette mission. Le bouton « Convoquer des intervenants » commence.",
)


def est_du_centre(affectation: Affectation) -> bool:
    """May the centre see its letter, mail, change or cancel it? (G4.2-05)"""
    return affectation.origine == Origine.CENTRE
