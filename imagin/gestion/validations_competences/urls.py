"""URLs of « Validations des compétences »."""

from imagin.gestion.validations_competences import views
from imagin.gestion.validations_competences.activity import VALIDATIONS_COMPETENCES as ACTIVITE
from imagin.gestion.validations_competences.screens import VALIDATIONS
from imagin.socle.acces.routes import route

app_name = "validations_competences"
urlpatterns = [
    *VALIDATIONS.routes(ACTIVITE, "", "validations"),
    route(ACTIVITE, "<int:etablissement>/rouvrir/", views.rouvrir, "rouvrir", methodes=("POST",)),
]
