"""URLs of « Convocation par mission »."""

from imagin.activites.convocation_par_mission import views
from imagin.activites.convocation_par_mission.activity import CONVOCATION_PAR_MISSION as ACTIVITE
from imagin.activites.convocation_par_mission.screens import (
    CONVOCATIONS,
    ENVOIS,
    ENVOIS_DE_LA_PERSONNE,
    INTERVENANTS,
    MISSIONS,
)
from imagin.socle.acces.routes import route

ECRAN = ("GET", "POST")

app_name = "convocation_par_mission"
urlpatterns = [
    *MISSIONS.routes(ACTIVITE, "", "missions"),
    *CONVOCATIONS.routes(ACTIVITE, "convocations/", "convocations"),
    route(ACTIVITE, "convocations/convocations.zip", views.toutes_en_zip, "toutes_zip"),
    route(ACTIVITE, "convocations/convocations.pdf", views.toutes_en_pdf, "toutes_pdf"),
    route(ACTIVITE, "convocations/envoyer/", views.toutes_par_mel, "toutes_envoyer", methodes=("POST",)),
    route(ACTIVITE, "convocations/selection/", views.selection_du_centre, "selection_du_centre", methodes=("POST",)),
    *INTERVENANTS.routes(ACTIVITE, "<int:numero>/", "detail"),
    route(ACTIVITE, "<int:numero>/convoquer/", views.Convoquer.as_view(), "convoquer", methodes=ECRAN),
    route(ACTIVITE, "<int:numero>/ailleurs/", views.Ailleurs.as_view(), "ailleurs", methodes=ECRAN),
    route(ACTIVITE, "<int:numero>/conflits/", views.apercu_conflits, "conflits", methodes=("POST",)),
    route(ACTIVITE, "personnes/", views.suggerer_personnes, "personnes"),
    route(ACTIVITE, "disciplines/", views.suggerer_disciplines, "disciplines"),
    route(ACTIVITE, "<int:numero>/convocations.zip", views.convocations_zip, "zip"),
    route(ACTIVITE, "<int:numero>/convocations.pdf", views.convocations_pdf, "pdf"),
    route(ACTIVITE, "<int:numero>/dates/", views.changer_les_dates, "dates", methodes=("POST",)),
    *ENVOIS.routes(ACTIVITE, "<int:numero>/envois/", "envois", sous="<int:numero>/"),
    route(ACTIVITE, "<int:numero>/envois/renvoyer/", views.renvoyer, "renvoyer", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/selection/", views.selection, "selection", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/envoyer/", views.envoyer_tout, "envoyer_tout", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/santorin/", views.renvoyer_santorin, "santorin", methodes=("POST",)),
    route(ACTIVITE, "affectation/<int:cle>/modifier/", views.Modifier.as_view(), "modifier", methodes=ECRAN),
    route(ACTIVITE, "affectation/<int:cle>/supprimer/", views.supprimer, "supprimer", methodes=("POST",)),
    route(ACTIVITE, "affectation/<int:cle>/envoyer/", views.envoyer, "envoyer", methodes=("POST",)),
    *ENVOIS_DE_LA_PERSONNE.routes(ACTIVITE, "affectation/<int:cle>/envois/", "envois_personne"),
    route(ACTIVITE, "affectation/<int:cle>/convocation.pdf", views.lettre, "lettre"),
]
