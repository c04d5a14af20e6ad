"""The lists of the activity."""

from imagin.activites.saisie_competences.forms import FiltresPersonnels
from imagin.domaine.competences.queries import PersonneEtCompetences
from imagin.domaine.competences.rules import Competence
from imagin.domaine.personnes.models import Enseignement
from imagin.presentation.listes.personnes import COLONNES_PERSONNE
from imagin.presentation.personnes import nomme
from imagin.socle.listes import Colonne, Liste, Tri, lien_vers

PERSONNELS: Liste[PersonneEtCompetences] = Liste(
    cle="personnels",
    titre="Liste des personnels",
    colonnes=(
        *COLONNES_PERSONNE,
        Colonne[PersonneEtCompetences](
            "competences", "Compétences définies", lambda p: oui_ou_non(p.competences_definies)
        ),
    ),
    tri=Tri("nom"),
    personne=nomme,
    filtres=FiltresPersonnels,
    lien=lambda p: lien_vers("saisie_competences:competences", p.pk),
    vide="Aucune personne n'exerce dans votre établissement d'après EPP. Si c'est une erreur, contactez le service des "
    "examens.",
)

COMPETENCES: Liste[Competence] = Liste(
    cle="competences",
    titre="Liste des compétences",
    colonnes=(
        Colonne("examen", "Examen", lambda c: c.examen),
        Colonne("specialite", "Spécialité", lambda c: c.specialite, poids=1.7),
        Colonne("epreuve", "Epreuve-option", lambda c: c.epreuve, poids=2),
        Colonne(
            "auteurs", "Auteurs", lambda c: " ".join(c.auteurs), gabarit="saisie_competences/auteurs.html", poids=1.2
        ),
    ),
    tri=Tri("examen"),
    gestes="saisie_competences/gestes.html",
    vide="Aucune compétence n'est connue pour cette personne.",
)

ENSEIGNEMENTS: Liste[Enseignement] = Liste(
    cle="enseignements",
    titre="Liste des Enseignements",
    colonnes=(
        Colonne("etablissement", "Libellé établissement", lambda e: e.etablissement.libelle, poids=1.5),
        Colonne("mef", "Module élémentaire de Formation", lambda e: str(e.mef or ""), poids=2),
        Colonne("type", "Type de M.E.F.", lambda e: e.mef.type if e.mef else "", poids=1.3),
        Colonne("matiere", "Matière enseignée", lambda e: e.matiere.libelle, poids=1.5),
        Colonne("modalite", "Modalité cours", lambda e: str(e.modalite or "")),
    ),
    tri=Tri("etablissement"),
    vide="STS-WEB n'a donné aucun enseignement pour cette personne.",
)


def oui_ou_non(valeur: bool) -> str:
    """« OUI » or « NON »."""
    return "OUI" if valeur else "NON"
