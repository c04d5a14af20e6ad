"""Values of a CYCLADES file that PostgreSQL would keep and pages not read, and those that contradict one another."""

from datetime import time

import pytest
from django.urls import reverse

from imagin.domaine.missions.models import DateMission, SessionExamen
from imagin.domaine.missions.queries import creneaux_proposes
from imagin.socle.imports.models import EtatImport
from tests import factories as f
from tests.echanges.cyclades.base import etat_de_la_base
from tests.echanges.cyclades.fichiers import modifiee

pytestmark = pytest.mark.exigence("G1.1-01")


@pytest.mark.parametrize("minuit", ["24:00", "00:00"])
def test_une_fin_a_24_h_est_le_minuit_qui_clot_le_jour_et_l_on_y_convoque(importer_cyclades, chef, minuit):
    f.ouverture("convocation_par_mission")
    importer_cyclades(modifiee("dates", "186253;2027-03-15;09:00;12:00", f"186253;2027-03-15;20:00;{minuit}"))
    lue = DateMission.objects.get(mission__numero=186253, jour="2027-03-15")
    assert (lue.heure_debut, lue.heure_fin) == (time(20), time(0))
    (creneau, _) = creneaux_proposes(lue.mission, None)
    assert (creneau.plage.upper - creneau.plage.lower).total_seconds() == 4 * 3600
    page = chef.get(reverse("convocation_par_mission:convoquer", args=[lue.mission.numero]))
    assert page.status_code == 200
    assert "20:00" in page.content.decode()


@pytest.mark.parametrize(
    ("table", "avant", "apres", "ligne", "motif"),
    [
        ("dates", "186253;2027-03-16;;", "186253;9999-12-31;;", 3, "supérieur à 2099-12-31"),
        ("dates", "186253;2027-03-16;;", "186253;0001-01-01;;", 3, "inférieur à 2000-01-01"),
        ("dates", "186253;2027-03-16;;", "186253;2062-03-16;;", 3, "date trop loin de la session 2027-06"),
        ("dates_commissions", "193660;2;2027-07-08", "193660;2;2029-07-08", 3, "date trop loin de la session 2027-06"),
        ("missions", "0310038Y;2027-07-05", "0310038Y;2072-07-05", 4, "date trop loin de la session 2027-06"),
        ("missions", "0310038Y;2027-07-05", "0310038Y;2027-07-06", 4, "vient après tous ses jours de dates.csv"),
        ("dates", "186253;2027-03-15;09:00;12:00", "186253;2027-03-15;09:00;24:01", 2, "HH:MM"),
        ("dates", "186253;2027-03-15;09:00;12:00", "186253;2027-03-15;24:00;24:00", 2, "supérieur à 23:59"),
        ("sessions", "470;2027-06", "470;9027-06", 2, "session attendue sous la forme"),
    ],
)  # fmt: skip
def test_une_date_impossible_est_refusee_avec_sa_ligne(importer_cyclades, table, avant, apres, ligne, motif):
    deja = etat_de_la_base()
    bilan = importer_cyclades(modifiee(table, avant, apres), etat=EtatImport.REFUSE)
    premier = next(rejet for rejet in bilan.rejets if rejet["table"] == table)
    assert (premier["ligne"], motif in premier["motif"]) == (ligne, True), bilan.rejets
    assert etat_de_la_base() == deja


def test_uai_en_minuscules_et_telephone_du_gestionnaire_sont_pris_dans_leur_seule_ecriture(importer_cyclades):
    importer_cyclades(modifiee("missions", "COEC;0310038Y", "COEC; 310038y"))
    assert SessionExamen.objects.get(examen="470").telephone == "05 36 25 00 00"
