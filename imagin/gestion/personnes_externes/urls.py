"""URLs of « Personnes convoquées ailleurs »."""

from imagin.gestion.personnes_externes import views
from imagin.gestion.personnes_externes.activity import PERSONNES_EXTERNES as ACTIVITE
from imagin.gestion.personnes_externes.screens import A_RECONNAITRE, CANDIDATS, NOMMEES, TOUS
from imagin.socle.acces.routes import route

app_name = "personnes_externes"
urlpatterns = [
    *A_RECONNAITRE.routes(ACTIVITE, "", "a_reconnaitre"),
    *NOMMEES.routes(ACTIVITE, "toutes/", "nommees"),
    *CANDIDATS.routes(ACTIVITE, "<int:externe>/", "personne"),
    *TOUS.routes(ACTIVITE, "<int:externe>/choisir/", "tous"),
    route(ACTIVITE, "<int:externe>/designer/<int:intervenant>/", views.designer, "designer", methodes=("POST",)),
    route(ACTIVITE, "<int:externe>/ecarter/", views.ecarter, "ecarter", methodes=("POST",)),
    route(ACTIVITE, "<int:externe>/reprendre/", views.reprendre, "reprendre", methodes=("POST",)),
]
