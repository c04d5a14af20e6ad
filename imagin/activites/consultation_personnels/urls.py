"""URLs of « Consultation des personnels »."""

from imagin.activites.consultation_personnels import views
from imagin.activites.consultation_personnels.activity import CONSULTATION_PERSONNELS as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "consultation_personnels"
urlpatterns = [
    route(ACTIVITE, "", views.Personnels.as_view(), "personnels"),
    route(ACTIVITE, "personnels.csv", views.personnels_csv, "personnels_csv"),
    route(ACTIVITE, "personnels.pdf", views.personnels_pdf, "personnels_pdf"),
    route(ACTIVITE, "enseignements.csv", views.enseignements_csv, "enseignements_csv"),
    route(ACTIVITE, "enseignements.pdf", views.enseignements_pdf, "enseignements_pdf"),
    route(ACTIVITE, "annees/<slug:document>/", views.Annees.as_view(), "annees"),
    route(ACTIVITE, "missions.csv", views.missions_csv, "missions_csv"),
    route(ACTIVITE, "missions.pdf", views.missions_pdf, "missions_pdf"),
    route(ACTIVITE, "missions-detaillees.pdf", views.missions_detaillees_pdf, "missions_detaillees_pdf"),
    route(ACTIVITE, "<int:personne>/", views.AffectationsConvoquees.as_view(), "affectations"),
    route(ACTIVITE, "<int:personne>/indisponibilites/", views.Indisponibilites.as_view(), "indisponibilites"),
    route(
        ACTIVITE,
        "<int:personne>/indisponibilites/<int:indisponibilite>/convocation/",
        views.convocation_ailleurs,
        "convocation_ailleurs",
    ),
    route(ACTIVITE, "<int:personne>/enseignements/", views.Enseignements.as_view(), "enseignements"),
    route(ACTIVITE, "convocation/<int:cle>/lettre.pdf", views.lettre, "lettre"),
]
