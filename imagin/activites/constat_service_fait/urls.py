"""URLs of « Constat service fait »."""

from imagin.activites.constat_service_fait import views
from imagin.activites.constat_service_fait.activity import CONSTAT_SERVICE_FAIT as ACTIVITE
from imagin.socle.acces.routes import route
from imagin.socle.listes.routes import telechargements

ECRAN = ("GET", "POST")

app_name = "constat_service_fait"
urlpatterns = [
    route(ACTIVITE, "", views.Missions.as_view(), "missions"),
    *telechargements(ACTIVITE, "missions", views.missions_affichees, fichier="constat_service_fait"),
    route(ACTIVITE, "<int:numero>/", views.Constater.as_view(), "constater", methodes=ECRAN),
    route(ACTIVITE, "<int:numero>/constat.pdf", views.constat_pdf, "constat_pdf"),
    route(ACTIVITE, "<int:numero>/constat.csv", views.constat_csv, "constat_csv"),
    route(ACTIVITE, "<int:numero>/horaires/<int:cle>/", views.Horaires.as_view(), "horaires", methodes=ECRAN),
]
