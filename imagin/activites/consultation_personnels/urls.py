"""URLs of « Consultation des personnels »."""

from imagin.activites.consultation_personnels import views
from imagin.activites.consultation_personnels.activity import CONSULTATION_PERSONNELS as ACTIVITE
from imagin.activites.consultation_personnels.screens import AFFECTATIONS, ENSEIGNEMENTS, INDISPONIBILITES, PERSONNELS
from imagin.socle.acces.routes import route
from imagin.socle.listes.routes import telechargements

app_name = "consultation_personnels"
urlpatterns = [
    *PERSONNELS.routes(ACTIVITE, "", "personnels"),
    *telechargements(
        ACTIVITE,
        "enseignements",
        views.enseignements_affiches,
        fichier="personnels_enseignements",
        sorties=("csv", "pdf"),
    ),
    route(ACTIVITE, "annees/<slug:document>/", views.Annees.as_view(), "annees"),
    *telechargements(ACTIVITE, "missions", views.missions_affichees, fichier="personnels_missions"),
    route(ACTIVITE, "missions.pdf", views.missions_pdf, "missions_pdf"),
    route(ACTIVITE, "missions-detaillees.pdf", views.missions_detaillees_pdf, "missions_detaillees_pdf"),
    *AFFECTATIONS.routes(ACTIVITE, "<int:personne>/", "affectations"),
    *INDISPONIBILITES.routes(ACTIVITE, "<int:personne>/indisponibilites/", "indisponibilites"),
    route(
        ACTIVITE,
        "<int:personne>/indisponibilites/<int:indisponibilite>/convocation/",
        views.convocation_ailleurs,
        "convocation_ailleurs",
    ),
    *ENSEIGNEMENTS.routes(ACTIVITE, "<int:personne>/enseignements/", "enseignements"),
    route(ACTIVITE, "convocation/<int:cle>/lettre.pdf", views.lettre, "lettre"),
]
