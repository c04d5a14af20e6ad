"""URLs of « Consultation des missions »."""

from imagin.activites.consultation_missions import views
from imagin.activites.consultation_missions.activity import CONSULTATION_MISSIONS as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "consultation_missions"
urlpatterns = [
    route(ACTIVITE, "", views.Missions.as_view(), "missions"),
    route(ACTIVITE, "missions.csv", views.missions_csv, "missions_csv"),
    route(ACTIVITE, "missions.xlsx", views.missions_xlsx, "missions_xlsx"),
    route(ACTIVITE, "missions.pdf", views.missions_pdf, "missions_pdf"),
    route(ACTIVITE, "details.pdf", views.missions_details_pdf, "missions_details_pdf"),
    route(ACTIVITE, "<int:numero>/", views.Detail.as_view(), "detail"),
    route(ACTIVITE, "<int:numero>/intervenants.csv", views.intervenants_csv, "intervenants_csv"),
    route(ACTIVITE, "<int:numero>/intervenants.xlsx", views.intervenants_xlsx, "intervenants_xlsx"),
    route(ACTIVITE, "<int:numero>/jurys.pdf", views.jurys_pdf, "jurys_pdf"),
    route(ACTIVITE, "<int:numero>/details.pdf", views.details_pdf, "details_pdf"),
    route(ACTIVITE, "affectation/<int:cle>/", views.details_affectation, "affectation"),
    route(ACTIVITE, "affectation/<int:cle>/duplicata.pdf", views.duplicata_pdf, "duplicata"),
]
