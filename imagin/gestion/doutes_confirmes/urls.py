"""URLs of « Doutes confirmés »."""

from imagin.gestion.doutes_confirmes.activity import DOUTES_CONFIRMES
from imagin.gestion.doutes_confirmes.screens import DOUTES

app_name = "doutes_confirmes"
urlpatterns = DOUTES.routes(DOUTES_CONFIRMES, "", "doutes")
