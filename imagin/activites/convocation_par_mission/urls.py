"""URLs of « Convocation par mission »."""

from imagin.activites.convocation_par_mission import views
from imagin.activites.convocation_par_mission.activity import CONVOCATION_PAR_MISSION as ACTIVITE
from imagin.presentation.perimetre import banniere
from imagin.socle.acces.routes import route
from imagin.socle.listes.routes import telechargements

ECRAN = ("GET", "POST")

app_name = "convocation_par_mission"
urlpatterns = [
    route(ACTIVITE, "", views.Missions.as_view(), "missions"),
    *telechargements(
        ACTIVITE, "missions", views.missions_affichees, sorties=("csv", "xlsx", "pdf"), sous_titres=banniere
    ),
    route(ACTIVITE, "convocations/", views.Convocations.as_view(), "convocations"),
    route(ACTIVITE, "convocations/convocations.csv", views.convocations_csv, "convocations_csv"),
    route(ACTIVITE, "convocations/convocations.xlsx", views.convocations_xlsx, "convocations_xlsx"),
    route(ACTIVITE, "convocations/convocations.zip", views.toutes_en_zip, "toutes_zip"),
    route(ACTIVITE, "convocations/convocations.pdf", views.toutes_en_pdf, "toutes_pdf"),
    route(ACTIVITE, "convocations/envoyer/", views.toutes_par_mel, "toutes_envoyer", methodes=("POST",)),
    route(ACTIVITE, "convocations/selection/", views.selection_du_centre, "selection_du_centre", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/", views.Detail.as_view(), "detail"),
    route(ACTIVITE, "<int:numero>/intervenants.csv", views.intervenants_csv, "intervenants_csv"),
    route(ACTIVITE, "<int:numero>/intervenants.xlsx", views.intervenants_xlsx, "intervenants_xlsx"),
    route(ACTIVITE, "<int:numero>/intervenants.pdf", views.intervenants_pdf, "intervenants_pdf"),
    route(ACTIVITE, "<int:numero>/convoquer/", views.Convoquer.as_view(), "convoquer", methodes=ECRAN),
    route(ACTIVITE, "<int:numero>/conflits/", views.apercu_conflits, "conflits", methodes=("POST",)),
    route(ACTIVITE, "personnes/", views.suggerer_personnes, "personnes"),
    route(ACTIVITE, "disciplines/", views.suggerer_disciplines, "disciplines"),
    route(ACTIVITE, "<int:numero>/convocations.zip", views.convocations_zip, "zip"),
    route(ACTIVITE, "<int:numero>/convocations.pdf", views.convocations_pdf, "pdf"),
    route(ACTIVITE, "<int:numero>/dates/", views.changer_les_dates, "dates", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/envois/", views.Envois.as_view(), "envois"),
    route(ACTIVITE, "<int:numero>/envois.csv", views.envois_csv, "envois_csv"),
    route(ACTIVITE, "<int:numero>/envois/renvoyer/", views.renvoyer, "renvoyer", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/selection/", views.selection, "selection", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/envoyer/", views.envoyer_tout, "envoyer_tout", methodes=("POST",)),
    route(ACTIVITE, "<int:numero>/santorin/", views.renvoyer_santorin, "santorin", methodes=("POST",)),
    route(ACTIVITE, "affectation/<int:cle>/modifier/", views.Modifier.as_view(), "modifier", methodes=ECRAN),
    route(ACTIVITE, "affectation/<int:cle>/supprimer/", views.supprimer, "supprimer", methodes=("POST",)),
    route(ACTIVITE, "affectation/<int:cle>/envoyer/", views.envoyer, "envoyer", methodes=("POST",)),
    route(ACTIVITE, "affectation/<int:cle>/envois/", views.envois_de_la_personne, "envois_personne"),
    route(ACTIVITE, "affectation/<int:cle>/convocation.pdf", views.lettre, "lettre"),
]
