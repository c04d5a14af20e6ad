"""Downloads made from the declaration of a list: addresses and names of files do not move."""

import pytest
from django.urls import reverse

from tests import factories as f

pytestmark = pytest.mark.django_db
INDEMNITES = "indemnites-chefs-centre"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.exigence("G1.3-11")
@pytest.mark.parametrize(
    ("route", "adresse", "fichier"),
    [
        ("convocation_par_mission:missions_csv", "/convocation-par-mission/missions.csv", "missions.csv"),
        ("convocation_par_mission:missions_xlsx", "/convocation-par-mission/missions.xlsx", "missions.xlsx"),
        ("convocation_par_mission:missions_pdf", "/convocation-par-mission/missions.pdf", "missions.pdf"),
        ("consultation_missions:intervenants_xlsx", "/consultation-missions/7/intervenants.xlsx", "mission_7.xlsx"),
        ("constat_service_fait:missions_csv", "/constat-service-fait/missions.csv", "constat_service_fait.csv"),
        (
            "indemnites_chefs_centre:sessions_csv",
            "/indemnites-chefs-centre/sessions.csv",
            "indemnites_chefs_centre.csv",
        ),
        ("convocation_par_mission:intervenants_csv", "/convocation-par-mission/7/intervenants.csv", "mission_7.csv"),
        ("convocation_par_mission:intervenants_pdf", "/convocation-par-mission/7/intervenants.pdf", "mission_7.pdf"),
        ("convocation_par_mission:envois_csv", "/convocation-par-mission/7/envois.csv", "mission_7_envois.csv"),
        (
            "convocation_par_mission:convocations_xlsx",
            "/convocation-par-mission/convocations/convocations.xlsx",
            "convocations.xlsx",
        ),
        ("constat_service_fait:constat_pdf", "/constat-service-fait/7/constat.pdf", "constat_7.pdf"),
        ("constat_service_fait:constat_csv", "/constat-service-fait/7/constat.csv", "constat_7.csv"),
        ("consultation_personnels:personnels_pdf", "/consultation-personnels/personnels.pdf", "personnels.pdf"),
        (
            "consultation_personnels:enseignements_csv",
            "/consultation-personnels/enseignements.csv",
            "personnels_enseignements.csv",
        ),
        ("saisie_competences:personnels_csv", "/saisie-competences/personnels.csv", "competences_personnels.csv"),
    ],
)
def test_une_liste_se_telecharge_a_son_adresse_sous_son_nom(chef, route, adresse, fichier):
    activite = route.partition(":")[0]
    if activite != "convocation_par_mission":  # open already to the establishment
        f.ouverture(activite)
    mission = f.mission(numero=7)
    f.affectation(mission, f.intervenant())
    assert reverse(route, args=[7] if "/7/" in adresse else []) == adresse
    reponse = chef.get(adresse)
    reponse.close()
    assert reponse["Content-Disposition"] == f'attachment; filename="{fichier}"'
    types = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "pdf": "application/pdf"}
    assert reponse["Content-Type"] == types[fichier.rpartition(".")[2]]
