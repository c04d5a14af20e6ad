"""URLs of the home and of the pages that inform."""

from imagin.activites.accueil import aide, informations, reglages, securite, views
from imagin.activites.accueil.activity import ACCUEIL
from imagin.socle.acces.routes import publique, route

INFORME = "informs everybody, shows no data"

app_name = "accueil"
urlpatterns = [
    route(ACCUEIL, "", views.accueil, "accueil"),
    publique("plan-du-site/", informations.plan, "plan", raison="lists what the caller may open, nothing else"),
    publique("aide/", aide.aide, "aide", raison=INFORME),
    publique("aide/<slug:nom>/", aide.aide, "aide_activite", raison=INFORME),
    publique("accessibilite/", informations.accessibilite, "accessibilite", raison=INFORME),
    publique(
        "accessibilite/reglages/",
        reglages.regler,
        "reglages",
        raison="needed to read the sign-in screen too",
        methodes=("GET", "POST"),
    ),
    publique(".well-known/security.txt", securite.security_txt, "security_txt", raison="whom to tell of a weakness"),
    publique("mentions-legales/", informations.mentions_legales, "mentions", raison=INFORME),
    publique("donnees-personnelles/", informations.donnees_personnelles, "donnees", raison=INFORME),
]
