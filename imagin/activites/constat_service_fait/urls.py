"""URLs of « Constat service fait »."""

from imagin.activites.constat_service_fait import views
from imagin.activites.constat_service_fait.activity import CONSTAT_SERVICE_FAIT as ACTIVITE
from imagin.activites.constat_service_fait.screens import GRILLE, MISSIONS
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")

app_name = "constat_service_fait"
urlpatterns = [
    *MISSIONS.routes(ACTIVITE, "", "missions"),
    route(ACTIVITE, "<int:numero>/", views.Constater.as_view(), "constater", methodes=ECRAN),
    *GRILLE.routes_des_fichiers(ACTIVITE, "<int:numero>/"),
    route(ACTIVITE, "<int:numero>/horaires/<int:cle>/", views.Horaires.as_view(), "horaires", methodes=ECRAN),
]
