"""The list of doubts confirmed, searched and paged by the database: a campaign gives thousands."""

from imagin.domaine.doutes.models import DouteConfirme
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Tri, chemin

DOUTES: Liste[DouteConfirme] = Liste(
    cle="doutes",
    titre="Liste des doutes confirmés",
    colonnes=(
        Colonne("confirme_le", "Le", chemin("confirme_le", vide=False), Genre.DATE_HEURE),
        Colonne("uai", "Etablissement", chemin("uai")),
        Colonne("auteur", "Par", chemin("auteur")),
        Colonne("mission", "Mission", chemin("mission"), Genre.NOMBRE),
        Colonne("objet", "Objet", chemin("objet"), poids=1.5),
        Colonne("phrase", "Doute", chemin("phrase"), poids=3),
        Colonne("motif", "Motif", chemin("motif"), poids=2),
    ),
    tri=Tri("confirme_le", Sens.DECROISSANT),
    vide="Aucun centre n'a confirmé de saisie étonnante.",
)
