"""URLs of « Message d'accueil »."""

from imagin.gestion.message_accueil import views
from imagin.gestion.message_accueil.activity import MESSAGE_ACCUEIL as ACTIVITE
from imagin.gestion.message_accueil.screens import MESSAGES
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")

app_name = "message_accueil"
urlpatterns = [
    *MESSAGES.routes(ACTIVITE, "", "messages"),
    route(ACTIVITE, "nouveau/", views.Saisir.as_view(), "nouveau", methodes=ECRAN),
    route(ACTIVITE, "apercu/", views.apercu, "apercu", methodes=("POST",)),
    route(ACTIVITE, "<int:cle>/", views.Saisir.as_view(), "modifier", methodes=ECRAN),
    route(ACTIVITE, "<int:cle>/supprimer/", views.supprimer, "supprimer", methodes=("POST",)),
]
