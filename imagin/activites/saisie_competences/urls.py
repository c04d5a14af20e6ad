"""URLs of « Saisie des compétences »."""

from imagin.activites.saisie_competences import views
from imagin.activites.saisie_competences.activity import SAISIE_COMPETENCES as ACTIVITE
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")

app_name = "saisie_competences"
urlpatterns = [
    route(ACTIVITE, "", views.Personnels.as_view(), "personnels"),
    route(ACTIVITE, "personnels.csv", views.personnels_csv, "personnels_csv"),
    route(ACTIVITE, "<int:personne>/", views.Competences.as_view(), "competences"),
    route(ACTIVITE, "<int:personne>/enseignements/", views.Enseignements.as_view(), "enseignements"),
    route(ACTIVITE, "<int:personne>/ajouter/", views.Ajouter.as_view(), "ajouter", methodes=ECRAN),
    route(ACTIVITE, "<int:personne>/<int:epreuve>/reconnaitre/", views.reconnaitre, "reconnaitre", methodes=("POST",)),
    route(ACTIVITE, "<int:personne>/<int:epreuve>/invalider/", views.invalider, "invalider", methodes=("POST",)),
]
