"""A long list as the gestionnaire has them: every person of the académie, over a table of the domain."""

from django.db.models import F

from imagin.domaine.personnes.models import Intervenant
from imagin.socle.listes import Colonne, Genre, Liste, Sql, Tri

LISTE = Liste[Intervenant](
    cle="intervenants",
    titre="Liste des intervenants",
    colonnes=(
        Colonne("nom", "Nom", lambda i: i.nom, sql=Sql(F("nom"), tri=F("cle"), vide=False)),
        Colonne("prenom", "Prénom", lambda i: i.prenom, sql=Sql(F("prenom"), vide=False)),
        Colonne(
            "discipline",
            "Discipline poste",
            lambda i: i.discipline.libelle if i.discipline else "",
            precision=lambda i: i.commune,
            sql=Sql(F("discipline__libelle"), precision=F("commune")),
        ),
        Colonne("naissance", "Né(e) le", lambda i: i.date_naissance, Genre.DATE, sql=Sql(F("date_naissance"))),
        Colonne("retrait", "Retrait", lambda i: i.retire_le, Genre.DATE_HEURE, sql=Sql(F("retire_le"))),
        Colonne("numero", "N°", lambda i: i.pk, Genre.NOMBRE, sql=Sql(F("pk"), vide=False)),
    ),
    tri=Tri("nom"),
    lien=lambda i: f"/detail/{i.pk}/",
    vide="Aucun intervenant n'est connu. Importez les personnels.",
)
