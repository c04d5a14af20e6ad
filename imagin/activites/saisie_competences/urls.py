"""URLs of « Saisie des compétences »."""

from imagin.activites.saisie_competences import views
from imagin.activites.saisie_competences.activity import SAISIE_COMPETENCES as ACTIVITE
from imagin.activites.saisie_competences.screens import COMPETENCES, ENSEIGNEMENTS, PERSONNELS
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")

app_name = "saisie_competences"
urlpatterns = [
    *PERSONNELS.routes(ACTIVITE, "", "personnels"),
    *COMPETENCES.routes(ACTIVITE, "<int:personne>/", "competences"),
    *ENSEIGNEMENTS.routes(ACTIVITE, "<int:personne>/enseignements/", "enseignements"),
    route(ACTIVITE, "<int:personne>/ajouter/", views.Ajouter.as_view(), "ajouter", methodes=ECRAN),
    route(ACTIVITE, "<int:personne>/<int:epreuve>/reconnaitre/", views.reconnaitre, "reconnaitre", methodes=("POST",)),
    route(ACTIVITE, "<int:personne>/<int:epreuve>/invalider/", views.invalider, "invalider", methodes=("POST",)),
]
