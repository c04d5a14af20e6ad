"""URLs of « Validation saisie compétence »."""

from imagin.activites.validation_competences import views
from imagin.activites.validation_competences.activity import VALIDATION_COMPETENCES as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "validation_competences"
urlpatterns = [route(ACTIVITE, "", views.Valider.as_view(), "valider", methodes=("GET", "POST"))]
