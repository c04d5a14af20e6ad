"""Every URL of the application; each carries its activity and roles, or says why it is public."""

from django.urls import include, path

from imagin.config.ecrans import ECRANS

handler400 = "imagin.activites.accueil.erreurs.requete_invalide"
handler403 = "imagin.activites.accueil.erreurs.acces_refuse"
handler404 = "imagin.activites.accueil.erreurs.introuvable"
handler500 = "imagin.activites.accueil.erreurs.erreur_interne"

urlpatterns = [
    *(path(ecrans.adresse, include(f"{ecrans.paquet}.urls")) for ecrans in ECRANS if ecrans.adresse is not None),
    path("", include("imagin.activites.connexion.urls_allauth")),
    path("", include("imagin.echanges.federation.urls")),
]
