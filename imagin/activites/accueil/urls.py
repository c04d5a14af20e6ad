"""URLs of the home and of the choice of a service."""

from imagin.activites.accueil import views
from imagin.activites.accueil.activity import ACCUEIL
from imagin.socle.acces.routes import publique, route

app_name = "accueil"
urlpatterns = [
    route(ACCUEIL, "", views.accueil, "accueil"),
    publique("services/", views.choix, "choix", raison="signed in, but no service chosen yet; checked by the view"),
]
