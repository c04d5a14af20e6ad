"""The list of the établissements whose entry is closed."""

from imagin.domaine.competences.queries import ValidationNommee
from imagin.socle.listes import Colonne, Genre, Liste, Tri

VALIDATIONS: Liste[ValidationNommee] = Liste(
    cle="validations",
    titre="Liste des saisies validées",
    colonnes=(
        Colonne("uai", "UAI", lambda v: v.etablissement.uai),
        Colonne("etablissement", "Etablissement", lambda v: v.etablissement.libelle, poids=2.5),
        Colonne("validee_le", "Validée le", lambda v: v.validee_le, Genre.DATE_HEURE),
        Colonne("nom", "Par", lambda v: v.nom, poids=1.5),
    ),
    tri=Tri("uai"),
    gestes="validations_competences/gestes.html",
    vide="Aucun établissement n'a validé sa saisie des compétences pour cette année scolaire.",
)
