"""The list of doubts confirmed, searched and paged by the database: a campaign gives thousands."""

from django.db.models import F

from imagin.domaine.doutes.models import DouteConfirme
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Tri
from imagin.socle.listes.sql import Sql

DOUTES: Liste[DouteConfirme] = Liste(
    cle="doutes",
    titre="Liste des doutes confirmés",
    colonnes=(
        Colonne("confirme_le", "Le", lambda d: d.confirme_le, Genre.DATE_HEURE, sql=Sql(F("confirme_le"), vide=False)),
        Colonne("uai", "Etablissement", lambda d: d.uai, sql=Sql(F("uai"))),
        Colonne("auteur", "Par", lambda d: d.auteur, sql=Sql(F("auteur"))),
        Colonne("mission", "Mission", lambda d: d.mission, Genre.NOMBRE, sql=Sql(F("mission"))),
        Colonne("objet", "Objet", lambda d: d.objet, poids=1.5, sql=Sql(F("objet"))),
        Colonne("phrase", "Doute", lambda d: d.phrase, poids=3, sql=Sql(F("phrase"))),
        Colonne("motif", "Motif", lambda d: d.motif, poids=2, sql=Sql(F("motif"))),
    ),
    tri=Tri("confirme_le", Sens.DECROISSANT),
    vide="Aucun centre n'a confirmé de saisie étonnante.",
)
