"""URLs of the guide and of the tutorial, open to everybody: the first chapter says how to sign in."""

from imagin.activites.guide import views
from imagin.socle.acces.routes import publique

INFORME = "explains the application with fictitious data"

app_name = "guide"
urlpatterns = [
    publique("guide/", views.guide, "guide", raison=INFORME),
    publique("guide/guide-imagin.pdf", views.guide_pdf, "pdf", raison=INFORME),
    publique("tutoriel/", views.tutoriel, "tutoriel", raison=INFORME),
    publique("tutoriel/<slug:cle>/", views.film, "film", raison=INFORME),
]
