"""Every URL of the application; each carries its activity and roles, or says why it is public."""

from allauth.account import views as allauth
from django.urls import include, path

from imagin.socle.acces.routes import publique

handler400 = "imagin.activites.accueil.erreurs.requete_invalide"
handler403 = "imagin.activites.accueil.erreurs.acces_refuse"
handler404 = "imagin.activites.accueil.erreurs.introuvable"
handler500 = "imagin.activites.accueil.erreurs.erreur_interne"

urlpatterns = [
    path("", include("imagin.activites.accueil.urls")),
    path("convocation-par-mission/", include("imagin.activites.convocation_par_mission.urls")),
    publique("connexion/", allauth.login, "account_login", raison="one signs in here"),
    publique("deconnexion/", allauth.logout, "account_logout", raison="one signs out here; POST only"),
]
