"""URLs of « Académies partenaires »."""

from imagin.gestion.academies_partenaires import views
from imagin.gestion.academies_partenaires.activity import ACADEMIES_PARTENAIRES as ACTIVITE
from imagin.gestion.academies_partenaires.screens import PARTENAIRES
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")
GESTE = ("POST",)

app_name = "academies_partenaires"
urlpatterns = [
    *PARTENAIRES.routes(ACTIVITE, "", "partenaires"),
    route(ACTIVITE, "nouveau/", views.Declarer.as_view(), "nouveau", methodes=ECRAN),
    route(ACTIVITE, "<int:cle>/", views.Declarer.as_view(), "partenaire", methodes=ECRAN),
    route(ACTIVITE, "<int:cle>/supprimer/", views.supprimer, "supprimer", methodes=GESTE),
    route(ACTIVITE, "<int:cle>/epreuve/", views.epreuve, "epreuve"),
    route(ACTIVITE, "<int:cle>/cles/", views.Cles.as_view(), "cles", methodes=ECRAN),
    route(ACTIVITE, "<int:cle>/centres/", views.centres_proposes, "centres"),
    route(ACTIVITE, "<int:cle>/centres/ouvrir/", views.ouvrir, "ouvrir", methodes=GESTE),
    route(ACTIVITE, "<int:cle>/centres/fermer/", views.fermer, "fermer", methodes=GESTE),
    route(ACTIVITE, "<int:cle>/relancer/", views.relancer, "relancer", methodes=GESTE),
]
