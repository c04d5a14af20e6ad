"""URLs of « Consultation des missions »."""

from imagin.activites.consultation_missions import views
from imagin.activites.consultation_missions.activity import CONSULTATION_MISSIONS as ACTIVITE
from imagin.presentation.perimetre import banniere
from imagin.socle.acces.routes import route
from imagin.socle.listes.routes import telechargements

app_name = "consultation_missions"
urlpatterns = [
    route(ACTIVITE, "", views.Missions.as_view(), "missions"),
    *telechargements(
        ACTIVITE, "missions", views.missions_affichees, sorties=("csv", "xlsx", "pdf"), sous_titres=banniere
    ),
    route(ACTIVITE, "details.pdf", views.missions_details_pdf, "missions_details_pdf"),
    route(ACTIVITE, "<int:numero>/", views.Detail.as_view(), "detail"),
    *telechargements(
        ACTIVITE,
        "<int:numero>/intervenants",
        views.intervenants_affiches,
        fichier="mission_{numero}",
        sorties=("csv", "xlsx"),
    ),
    route(ACTIVITE, "<int:numero>/jurys.pdf", views.jurys_pdf, "jurys_pdf"),
    route(ACTIVITE, "<int:numero>/details.pdf", views.details_pdf, "details_pdf"),
    route(ACTIVITE, "affectation/<int:cle>/", views.details_affectation, "affectation"),
    route(ACTIVITE, "affectation/<int:cle>/duplicata.pdf", views.duplicata_pdf, "duplicata"),
]
