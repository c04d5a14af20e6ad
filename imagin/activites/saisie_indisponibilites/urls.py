"""URLs of « Saisie d'indisponibilité »."""

from imagin.activites.saisie_indisponibilites import views
from imagin.activites.saisie_indisponibilites.activity import SAISIE_INDISPONIBILITES as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "saisie_indisponibilites"
urlpatterns = [
    route(ACTIVITE, "", views.Personnels.as_view(), "personnels"),
    route(ACTIVITE, "<int:personne>/", views.Personne.as_view(), "personne"),
    route(ACTIVITE, "<int:personne>/ajouter/", views.Ajouter.as_view(), "ajouter", methodes=("GET", "POST")),
    route(ACTIVITE, "supprimer/<int:cle>/", views.supprimer, "supprimer", methodes=("POST",)),
]
