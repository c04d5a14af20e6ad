"""The list of what happened, paged by the database: a year of an académie may be long."""

from django.db.models import Case, CharField, F, Value, When

from imagin.domaine.acces.enums import NatureSecurite
from imagin.domaine.acces.models import EvenementSecurite
from imagin.socle.listes import Colonne, Genre, Liste, Sens, Sql, Tri

LIBELLE = Case(
    *(When(nature=nature.value, then=Value(nature.label)) for nature in NatureSecurite), output_field=CharField()
)

EVENEMENTS: Liste[EvenementSecurite] = Liste(
    cle="securite",
    titre="Journal de sécurité",
    colonnes=(
        Colonne("instant", "Date et heure", lambda e: e.instant, Genre.DATE_HEURE, sql=Sql(F("instant"), vide=False)),
        Colonne("nature", "Événement", lambda e: e.get_nature_display(), poids=2, sql=Sql(LIBELLE, vide=False)),
        Colonne("identifiant", "Compte", lambda e: e.identifiant, poids=1.5, sql=Sql(F("identifiant"))),
        Colonne("uai", "Etablissement", lambda e: e.uai, sql=Sql(F("uai"))),
        Colonne("adresse", "Adresse", lambda e: e.adresse, poids=1.5, sql=Sql(F("adresse"))),
        Colonne("ecran", "Ecran", lambda e: e.ecran, poids=2, sql=Sql(F("ecran"))),
    ),
    tri=Tri("instant", Sens.DECROISSANT),
    vide="Rien n'est encore arrivé : le journal commence à la première connexion.",
)
