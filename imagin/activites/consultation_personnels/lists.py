"""Lists of the activity: personnel, the three tabs of a person, and what is downloaded with them."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import TruncDate

from imagin.activites.consultation_personnels.forms import FiltrePeriode
from imagin.domaine.convocations.queries.lignes import AffectationDuPersonnel
from imagin.domaine.convocations.queries.personnel import LigneMission, PersonneConvoquee
from imagin.domaine.disponibilites.models import Indisponibilite
from imagin.domaine.personnes.enums import Structure
from imagin.domaine.personnes.models import Enseignement, Intervenant
from imagin.presentation.documents.missions_par_personne.contexte import dates_de
from imagin.presentation.listes.indisponibilites import COLONNES_DATES, MOTIF
from imagin.presentation.listes.missions import EPREUVE, NUMERO, SPECIALITE
from imagin.presentation.listes.personnes import COLONNES_PERSONNE, DISCIPLINE, NOM, PRENOM
from imagin.presentation.personnes import NOMME_SQL, nomme
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Sql, Tri, lien_vers
from imagin.socle.temps import bornes, en_heure_locale


def derniere_convocation(personne: PersonneConvoquee) -> date | None:
    """Day, local time, when their latest letter was issued; None when there is none."""
    instant = personne.derniere_convocation
    return en_heure_locale(instant).date() if instant else None


PERSONNELS: Liste[PersonneConvoquee] = Liste(
    cle="personnels",
    titre="Liste des personnels",
    colonnes=(
        *COLONNES_PERSONNE,
        Colonne(
            "derniere",
            "Dernière convoc.",
            derniere_convocation,
            Genre.DATE,
            sql=Sql(TruncDate("derniere_convocation")),
        ),
    ),
    tri=Tri("nom"),
    filtres=FiltrePeriode,
    personne=nomme,
    personne_sql=NOMME_SQL,
    lien=lambda p: lien_vers("consultation_personnels:affectations", p.pk),
    vide="Aucune personne à afficher. Effacez le filtre, ou contactez le service des examens si votre établissement "
    "n'a personne : les personnels viennent d'EPP.",
)

AFFECTATIONS: Liste[AffectationDuPersonnel] = Liste(
    cle="affectations",
    titre="Liste des missions convoquées",
    colonnes=(
        Colonne("debut", "Début", lambda a: a.premier_jour, Genre.DATE),
        Colonne("examen", "Examen", lambda a: f"{a.mission.session.examen.sigle} {a.mission.session.annee}"),
        Colonne("mission", "Mission", lambda a: a.mission.type.libelle, poids=1.5),
        Colonne("centre", "Centre Examen", lambda a: a.mission.centre.libelle, poids=1.7),
        Colonne("qualite", "Qualité", lambda a: str(a.qualite or "")),
        SPECIALITE.de(lambda a: a.mission, poids=1.5),
        EPREUVE.de(lambda a: a.mission, poids=1.5),
    ),
    tri=Tri("debut"),
    gestes="consultation_personnels/gestes.html",
    titre_gestes="Convocation",
    vide="Cette personne n'est convoquée à aucune mission.",
)

INDISPONIBILITES: Liste[Indisponibilite] = Liste(
    cle="indisponibilites",
    titre="Liste des indisponibilités",
    colonnes=(
        *COLONNES_DATES,
        MOTIF,
    ),
    tri=Tri("date_debut", Sens.DECROISSANT),
    gestes="consultation_personnels/gestes_indisponibilite.html",
    vide="Aucune indisponibilité n'est connue pour cette personne.",
)


def structure(enseignement: Enseignement) -> str:
    """« Div. Classe : 3A », « Groupe : 3ESP2 » (G3.1-08)."""
    return f"{Structure(enseignement.structure).label} : {enseignement.code_structure}"


ENSEIGNEMENTS: Liste[Enseignement] = Liste(
    cle="enseignements",
    titre="Liste des enseignements",
    colonnes=(
        Colonne("etablissement", "Etablissement", lambda e: e.etablissement.libelle, poids=1.5),
        Colonne("matiere", "Matière enseignée", lambda e: e.matiere.libelle, poids=1.5),
        Colonne("modalite", "Modalité de cours", lambda e: e.modalite_id or ""),
        Colonne("mef", "Module élémentaire de formation", lambda e: str(e.mef or ""), poids=2),
        Colonne("structure", "Structure enseignement", structure, poids=1.3),
    ),
    tri=Tri("etablissement"),
    vide="STS-WEB n'a donné aucun enseignement pour cette personne.",
)


@dataclass(frozen=True)
class LigneEnseignement:
    """A person with one of their teachings, or with none."""

    personne: Intervenant
    enseignement: Enseignement | None

    def de(self, colonne: Colonne[Enseignement]) -> object:
        """The value of a column of the list of teachings; empty for who teaches nothing."""
        return colonne.valeur(self.enseignement) if self.enseignement else ""


PERSONNELS_ET_ENSEIGNEMENTS: Liste[LigneEnseignement] = Liste(
    cle="personnels_enseignements",
    titre="Liste des personnels et de leurs enseignements",
    colonnes=(
        NOM.de(lambda li: li.personne, poids=1.2),
        PRENOM.de(lambda li: li.personne),
        DISCIPLINE.de(lambda li: li.personne, poids=1.5),
        *(
            Colonne(c.cle, c.libelle, lambda li, c=c: li.de(c), poids=c.poids)  # type: ignore[misc]
            for c in ENSEIGNEMENTS.colonnes
        ),
    ),
    tri=Tri("nom"),
    personne=lambda li: nomme(li.personne),
    vide="Aucune personne à afficher.",
)


@dataclass(frozen=True, slots=True)
class LignePersonneMission:
    """A person with one of their missions."""

    personne: Intervenant
    ligne: LigneMission


def jours_de(ligne: LigneMission) -> list[date]:
    """The days, in order, on which a person is expected; the mission's first when CYCLADES has given them none."""
    jours = {en_heure_locale(bornes(plage)[0]).date() for plage in ligne.plages}
    return sorted(jours) or [ligne.mission.date_debut]


PERSONNELS_ET_MISSIONS: Liste[LignePersonneMission] = Liste(
    cle="personnels_missions",
    titre="Liste des personnels et de leurs missions",
    colonnes=(
        NOM.de(lambda li: li.personne, poids=1),
        PRENOM.de(lambda li: li.personne),
        DISCIPLINE.de(lambda li: li.personne, poids=1),
        NUMERO.de(lambda li: li.ligne.mission, libelle="N° Mission", poids=1),
        Colonne("type", "Mission", lambda li: li.ligne.mission.type.libelle),
        Colonne("session", "Session", lambda li: li.ligne.mission.session.session),
        Colonne("examen", "Examen", lambda li: li.ligne.mission.session.examen.sigle),
        SPECIALITE.de(lambda li: li.ligne.mission, poids=1),
        EPREUVE.de(lambda li: li.ligne.mission, poids=1),
        Colonne("lieu", "Lieu", lambda li: li.ligne.mission.centre.libelle),
        Colonne("premier", "Premier jour", lambda li: jours_de(li.ligne)[0], Genre.DATE),
        Colonne("dernier", "Dernier jour", lambda li: jours_de(li.ligne)[-1], Genre.DATE),
        Colonne("jours", "Nombre de jours", lambda li: len(jours_de(li.ligne)), Genre.NOMBRE),
        Colonne("dates", "Dates", lambda li: " / ".join(dates_de(li.ligne.mission, li.ligne.plages))),
        Colonne("commission", "Comm.", lambda li: li.ligne.commission),
        Colonne("jury", "Jury(s)", lambda li: li.ligne.jury),
        Colonne("qualite", "Qualité", lambda li: li.ligne.qualite),
        Colonne("statut", "Statut", lambda li: li.ligne.etat.label),
    ),
    tri=Tri("nom"),
    personne=lambda li: nomme(li.personne),
    vide="Aucune mission à afficher.",
)
