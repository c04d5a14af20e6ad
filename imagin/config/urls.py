"""Every URL of the application; each carries its activity and roles, or says why it is public."""

from django.urls import include, path

from imagin.activites.signatures import urls as signatures

handler400 = "imagin.activites.accueil.erreurs.requete_invalide"
handler403 = "imagin.activites.accueil.erreurs.acces_refuse"
handler404 = "imagin.activites.accueil.erreurs.introuvable"
handler500 = "imagin.activites.accueil.erreurs.erreur_interne"

urlpatterns = [
    path("", include("imagin.activites.accueil.urls")),
    path("constat-service-fait/", include("imagin.activites.constat_service_fait.urls")),
    path("consultation-missions/", include("imagin.activites.consultation_missions.urls")),
    path("consultation-personnels/", include("imagin.activites.consultation_personnels.urls")),
    path("convocation-par-mission/", include("imagin.activites.convocation_par_mission.urls")),
    path("indemnites-chefs-centre/", include("imagin.activites.indemnites_chefs_centre.urls")),
    path("saisie-competences/", include("imagin.activites.saisie_competences.urls")),
    path("validation-competences/", include("imagin.activites.validation_competences.urls")),
    path("saisie-indisponibilites/", include("imagin.activites.saisie_indisponibilites.urls")),
    path("signature-centre/", include(signatures.centre)),
    path("signature-etablissement/", include(signatures.etablissement)),
    path("message-d-accueil/", include("imagin.gestion.message_accueil.urls")),
    path("doutes-confirmes/", include("imagin.gestion.doutes_confirmes.urls")),
    path("journal-de-securite/", include("imagin.gestion.journal_securite.urls")),
    path("validations-des-competences/", include("imagin.gestion.validations_competences.urls")),
    path("severites-conflits/", include("imagin.gestion.severites_conflits.urls")),
    path("", include("imagin.activites.guide.urls")),
    path("", include("imagin.activites.connexion.urls")),
    path("", include("imagin.activites.connexion.urls_allauth")),
]
