"""A CYCLADES file that moves missions: its preview counts who is concerned; undone, nobody is « à revoir » any more."""

import pytest

from imagin.domaine.convocations.models import Affectation
from imagin.domaine.missions.models import DateMission, Mission
from imagin.domaine.revisions.models import Revision
from imagin.socle.envois.models import Envoi
from imagin.socle.imports.defaire import defaire, obstacles
from imagin.socle.imports.models import EtatImport
from tests.echanges.cyclades.fichiers import paquet, tables
from tests.echanges.cyclades.test_a_revoir import deplacee, importees, marques

__all__ = ["importees"]


@pytest.mark.exigence("GX-02")
def test_l_apercu_compte_les_personnes_que_l_import_marquera_et_n_ecrit_a_personne(importees):
    apercu = importees(deplacee(), appliquer=False, etat=EtatImport.APERCU)
    assert apercu.consequences["total"] == 2
    assert not Revision.objects.exists()
    assert not Envoi.objects.exists()
    assert importees(deplacee()).consequences == apercu.consequences


@pytest.mark.exigence("GX-03")
def test_une_mission_deplacee_par_erreur_reprend_ses_dates_et_personne_n_est_plus_a_revoir(importees):
    avant = sorted(DateMission.objects.values_list("mission", "jour", "heure_debut"))
    fait = importees(deplacee())
    envoyes = Envoi.objects.count()
    assert obstacles(fait) == []
    defaire(fait, auteur="Lise")
    assert sorted(DateMission.objects.values_list("mission", "jour", "heure_debut")) == avant
    assert {etat for *_, etat in marques()} == {"LEVEE"}
    assert Envoi.objects.count() == envoyes


@pytest.mark.exigence("GX-03")
def test_une_commission_retiree_par_erreur_revient_et_ses_personnes_la_retrouvent(importees):
    lues = tables()
    fait = importees(
        paquet(
            commissions=lues["commissions"].replace("193660;1;48\n", ""),
            dates_commissions=lues["dates_commissions"].replace("193660;1;2027-07-07;08:00;18:00\n", ""),
        )
    )
    defaire(fait, auteur="Lise")
    assert Mission.objects.get(numero=193660).commissions.filter(code="1").exists()
    assert {etat for *_, etat in marques()} == {"LEVEE"}
    assert Affectation.objects.filter(commission__code="1").count() == 2
