"""URLs of « Indemnités chef de centre »."""

from imagin.activites.indemnites_chefs_centre import views
from imagin.activites.indemnites_chefs_centre.activity import INDEMNITES_CHEFS_CENTRE as ACTIVITE
from imagin.activites.indemnites_chefs_centre.screens import SESSIONS
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")
UNE = "<int:session>/<slug:periode>/"

app_name = "indemnites_chefs_centre"
urlpatterns = [
    *SESSIONS.routes(ACTIVITE, "", "sessions"),
    route(ACTIVITE, "intervenants/", views.suggerer_personnes, "personnes"),
    route(ACTIVITE, UNE, views.Declaration.as_view(), "declaration"),
    route(ACTIVITE, f"{UNE}saisie/", views.Saisir.as_view(), "saisir", methodes=ECRAN),
    route(ACTIVITE, f"{UNE}apercu/", views.apercu, "apercu", methodes=("POST",)),
    route(ACTIVITE, f"{UNE}supprimer/", views.supprimer, "supprimer", methodes=("POST",)),
    route(ACTIVITE, f"{UNE}transmettre/", views.transmettre, "transmettre", methodes=("POST",)),
]
