"""URLs of « Accès autres académies »."""

from imagin.activites.acces_autres_academies import views
from imagin.activites.acces_autres_academies.activity import ACCES_AUTRES_ACADEMIES as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "acces_autres_academies"
urlpatterns = [
    route(ACTIVITE, "", views.academies, "academies"),
    route(ACTIVITE, "ouvrir/", views.ouvrir, "ouvrir"),
    route(ACTIVITE, "autoriser/", views.autoriser, "autoriser"),
]
