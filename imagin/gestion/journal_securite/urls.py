"""URLs of « Journal de sécurité »."""

from imagin.gestion.journal_securite.activity import JOURNAL_SECURITE
from imagin.gestion.journal_securite.screens import EVENEMENTS

app_name = "journal_securite"
urlpatterns = EVENEMENTS.routes(JOURNAL_SECURITE, "", "evenements")
