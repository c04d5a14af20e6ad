"""URLs of « Saisie d'indisponibilité »."""

from imagin.activites.saisie_indisponibilites import views
from imagin.activites.saisie_indisponibilites.activity import SAISIE_INDISPONIBILITES as ACTIVITE
from imagin.activites.saisie_indisponibilites.screens import INDISPONIBILITES, PERSONNELS
from imagin.socle.acces.routes import route

app_name = "saisie_indisponibilites"
urlpatterns = [
    *PERSONNELS.routes(ACTIVITE, "", "personnels"),
    *INDISPONIBILITES.routes(ACTIVITE, "<int:personne>/", "personne"),
    route(ACTIVITE, "<int:personne>/ajouter/", views.Ajouter.as_view(), "ajouter", methodes=("GET", "POST")),
    route(ACTIVITE, "supprimer/<int:cle>/", views.supprimer, "supprimer", methodes=("POST",)),
]
