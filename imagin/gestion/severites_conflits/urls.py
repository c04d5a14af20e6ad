"""URLs of « Sévérité des conflits »."""

from imagin.gestion.severites_conflits import views
from imagin.gestion.severites_conflits.activity import SEVERITES_CONFLITS
from imagin.socle.acces.routes import route

app_name = "severites_conflits"
urlpatterns = [
    route(SEVERITES_CONFLITS, "", views.ReglerSeverites.as_view(), "severites", methodes=("GET", "POST")),
]
