"""URLs of « Doutes confirmés »."""

from imagin.gestion.doutes_confirmes import views
from imagin.gestion.doutes_confirmes.activity import DOUTES_CONFIRMES as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "doutes_confirmes"
urlpatterns = [
    route(ACTIVITE, "", views.Doutes.as_view(), "doutes"),
    route(ACTIVITE, "doutes.csv", views.doutes_csv, "csv"),
]
