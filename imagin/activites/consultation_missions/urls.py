"""URLs of « Consultation des missions »."""

from imagin.activites.consultation_missions import views
from imagin.activites.consultation_missions.activity import CONSULTATION_MISSIONS as ACTIVITE
from imagin.activites.consultation_missions.screens import AFFECTATION, INTERVENANTS, MISSIONS
from imagin.socle.acces.routes import route

app_name = "consultation_missions"
urlpatterns = [
    *MISSIONS.routes(ACTIVITE, "", "missions"),
    route(ACTIVITE, "details.pdf", views.missions_details_pdf, "missions_details_pdf"),
    *INTERVENANTS.routes(ACTIVITE, "<int:numero>/", "detail"),
    route(ACTIVITE, "<int:numero>/jurys.pdf", views.jurys_pdf, "jurys_pdf"),
    route(ACTIVITE, "<int:numero>/details.pdf", views.details_pdf, "details_pdf"),
    *AFFECTATION.routes(ACTIVITE, "affectation/<int:cle>/", "affectation"),
    route(ACTIVITE, "affectation/<int:cle>/duplicata.pdf", views.duplicata_pdf, "duplicata"),
]
