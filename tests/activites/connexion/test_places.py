"""One connection per établissement, as browsers meet it."""

import pytest
import time_machine
from django.test import Client

from imagin.domaine.acces.actions import deleguer, liberer_connexion
from imagin.domaine.acces.models import Connexion
from imagin.domaine.perimetre.rules import systeme
from imagin.socle.temps import en_heure_locale, maintenant
from tests import factories as f
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.exigence("G2.1-03")]


@pytest.fixture
def bellevue():
    """Two delegates of the same établissement, which is an exam centre."""
    f.mission()
    f.ouverture()
    return f.compte(), f.compte("adjoint")


def test_le_second_delegue_voit_qui_est_connecte_et_depuis_quand(client, bellevue, se_connecter, texte):
    autre = Client()
    se_connecter(client)
    page = texte(se_connecter(autre, "adjoint"))
    assert "Établissement occupé" in page
    depuis = en_heure_locale(Connexion.objects.get().ouverte_le)
    assert f"Hélène DE LA TOUR travaille pour cet établissement depuis {depuis:%H:%M}." in page
    assert "Réessayer" in page
    assert "Continuer ici" not in page
    assert autre.get("/convocation-par-mission/")["Location"].startswith("/services/")


def test_quitter_libere_la_place(client, bellevue, se_connecter, texte):
    autre = Client()
    se_connecter(client)
    se_connecter(autre, "adjoint")
    client.post("/deconnexion/")
    assert "Connecté en tant que 0310038Y" in texte(autre.get("/", follow=True))


def test_un_navigateur_mort_rend_la_place_au_bout_de_trente_minutes(client, bellevue, se_connecter, texte):
    autre, debut = Client(), maintenant()
    with time_machine.travel(debut, tick=False) as temps:
        se_connecter(client)
        temps.shift(29 * 60)
        assert "Établissement occupé" in texte(se_connecter(autre, "adjoint"))
        temps.shift(60)
        assert "Connecté en tant que 0310038Y" in texte(autre.get("/", follow=True))
        assert client.get("/")["Location"].startswith("/connexion/")


def test_on_reprend_sa_place_depuis_un_autre_navigateur_et_le_premier_l_apprend(client, bellevue, se_connecter, texte):
    autre = Client()
    se_connecter(client)
    assert "Continuer ici" in texte(se_connecter(autre))
    service = autre.get("/services/").context["services"][0].cle
    assert "Connecté en tant que" in texte(
        autre.post("/services/", {"service": service, "reprendre": "1"}, follow=True)
    )
    assert client.get("/session/").json()["perdue"].startswith("Vous avez continué depuis un autre navigateur")
    page = texte(client.get("/convocation-par-mission/", follow=True))
    assert "Vous avez continué depuis un autre navigateur" in page
    assert autre.get("/").status_code == 200


def test_une_place_liberee_par_le_service_des_examens_est_annoncee(client, bellevue, se_connecter, texte):
    se_connecter(client)
    liberer_connexion(systeme("dec"), etablissement=f.etablissement().pk)
    assert "Le service des examens a mis fin à votre connexion" in texte(client.get("/", follow=True))


def test_l_activite_garde_la_place_et_s_ecrit_une_fois_par_minute(client, bellevue, se_connecter):
    with time_machine.travel(maintenant(), tick=False) as temps:
        se_connecter(client)
        debut = Connexion.objects.get().derniere_activite
        temps.shift(59)
        client.get("/")
        assert Connexion.objects.get().derniere_activite == debut
        temps.shift(1)
        client.get("/")
        assert (Connexion.objects.get().derniere_activite - debut).total_seconds() == 60


def test_le_redemarrage_du_serveur_ne_change_rien(client, bellevue, se_connecter):
    """All is in the database: another process, knowing nothing, finds the same place."""
    se_connecter(client)
    place = Connexion.objects.get()
    autre_processus = Client()
    autre_processus.cookies = client.cookies
    assert autre_processus.get("/").status_code == 200
    assert Connexion.objects.get() == place


def test_les_services_de_l_academie_ne_sont_pas_limites(client, se_connecter):
    f.compte("g1", est_gestionnaire=True)
    f.compte("g2", est_gestionnaire=True)
    autre = Client()
    assert se_connecter(client, "g1").redirect_chain[-1][0] == "/"
    assert se_connecter(autre, "g2").redirect_chain[-1][0] == "/"
    assert not Connexion.objects.exists()


@pytest.mark.exigence("G2.1-04")
def test_changer_de_service_rend_la_place_du_premier_etablissement(client, bellevue, se_connecter, texte):
    chef, _ = bellevue
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT")
    deleguer(
        systeme("tests"), compte=chef, uai=ailleurs.uai, fonction="DELEGUE",
        date_debut=f.acces.HIER, date_fin=f.acces.HIER.replace(year=2099),
    )  # fmt: skip
    choix = texte(se_connecter(client))
    assert "Délégué, délégation du 01/01/2020 au 01/01/2099" in choix
    assert "Chef d'établissement, délégation depuis le 01/01/2020" in choix
    services = {s.detail[:3]: s.cle for s in client.get("/services/").context["services"]}
    page = texte(client.post("/services/", {"service": services["LPO"]}, follow=True))
    assert "Changer de service" in page
    assert "LGT MARCELIN" in texte(client.post("/services/", {"service": services["LGT"]}, follow=True))
    assert [c.etablissement_id for c in Connexion.objects.filter(fermee_le=None)] == [ailleurs.pk]


def test_un_etablissement_occupe_ne_fait_pas_perdre_la_place_que_l_on_a(client, bellevue, se_connecter, texte):
    chef, _ = bellevue
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT")
    f.compte("autre", pour=ailleurs)
    deleguer(systeme("tests"), compte=chef, uai=ailleurs.uai, fonction="DELEGUE", date_debut=f.acces.HIER)
    se_connecter(Client(), "autre")
    se_connecter(client)
    services = {s.detail[:3]: s.cle for s in client.get("/services/").context["services"]}
    client.post("/services/", {"service": services["LPO"]})
    assert "Établissement occupé" in texte(client.post("/services/", {"service": services["LGT"]}, follow=True))
    assert "LPO BELLEVUE" in texte(client.get("/"))
