"""URLs of « Journal de sécurité »."""

from imagin.gestion.journal_securite import views
from imagin.gestion.journal_securite.activity import JOURNAL_SECURITE as ACTIVITE
from imagin.socle.acces.routes import route

app_name = "journal_securite"
urlpatterns = [
    route(ACTIVITE, "", views.evenements, "evenements"),
    route(ACTIVITE, "journal.csv", views.evenements_csv, "csv"),
]
