"""A long list as the gestionnaire has them: every person of the académie, over a table of the domain."""

from django.db.models import F

from imagin.domaine.personnes.models import Intervenant
from imagin.socle.listes import Colonne, Genre, Liste, Sql, Tri, chemin

LISTE = Liste[Intervenant](
    cle="intervenants",
    titre="Liste des intervenants",
    colonnes=(
        Colonne("nom", "Nom", lambda i: i.nom, sql=Sql(F("nom"), tri=F("cle"), vide=False)),
        Colonne("prenom", "Prénom", chemin("prenom", vide=False)),
        Colonne(
            "discipline",
            "Discipline poste",
            chemin("discipline__libelle"),
            precision=chemin("commune"),
        ),
        Colonne("naissance", "Né(e) le", chemin("date_naissance"), Genre.DATE),
        Colonne("retrait", "Retrait", chemin("retire_le"), Genre.DATE_HEURE),
        Colonne("numero", "N°", chemin("pk", vide=False), Genre.NOMBRE),
    ),
    tri=Tri("nom"),
    lien=lambda i: f"/detail/{i.pk}/",
    vide="Aucun intervenant n'est connu. Importez les personnels.",
)
