"""The session: 30 minutes without activity, enforced by the server; what is posted too late is not lost."""

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from imagin.domaine.convocations.models import Affectation
from imagin.socle.acces.saisie import TAILLE_MAX
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.missions import jours
from tests.factories.referentiel import uai

pytestmark = [pytest.mark.exigence("G1.3-03")]
URL = "/convocation-par-mission/"


@pytest.fixture
def temps():
    """A clock that moves when told."""
    with time_machine.travel(maintenant(), tick=False) as horloge:
        yield horloge


@pytest.fixture
def mission():
    f.ouverture()
    f.compte()
    return f.mission()


def saisie(personne) -> dict:
    cle = jours()[0].isoformat()
    return {
        "intervenants": [personne.pk], "dates": [cle], f"debut_{cle}": "08:00", f"fin_{cle}": "18:00",
        "observation": "Apportez <une> calculatrice & \"un stylo\".",
    }  # fmt: skip


def poster_trop_tard(client, temps, mission, **entetes):
    """A convocation posted after 31 minutes; the answer."""
    temps.shift(31 * 60)
    return client.post(f"{URL}{mission.numero}/convoquer/", saisie(f.intervenant("LE GOFF", "Erwan")), headers=entetes)


def test_trente_minutes_sans_activite_terminent_la_session(client, mission, se_connecter, temps, texte):
    se_connecter(client)
    temps.shift(29 * 60 + 59)
    assert client.get("/").status_code == 200
    temps.shift(30 * 60)
    reponse = client.get("/", follow=True)
    assert reponse.redirect_chain[-1][0] == "/connexion/?next=%2F&expiree=1"
    assert "30 minutes se sont écoulées sans activité" in texte(reponse)


def test_ce_que_la_page_demande_d_elle_meme_ne_compte_pas(client, mission, se_connecter, temps):
    se_connecter(client)
    for _ in range(5):
        temps.shift(5 * 60)
        client.get("/session/")
    assert client.get("/session/").json() == {"restant": 5 * 60, "perdue": ""}
    temps.shift(5 * 60)
    assert client.get("/session/").json() == {"restant": 0, "perdue": ""}
    assert client.get("/").status_code == 302


def test_poursuivre_ma_session_la_prolonge_de_trente_minutes(client, mission, se_connecter, temps):
    se_connecter(client)
    temps.shift(28 * 60)
    assert client.post("/session/").json()["restant"] == 30 * 60
    temps.shift(28 * 60)
    assert client.get("/").status_code == 200


def test_poursuivre_une_session_terminee_ne_la_ranime_pas(client, mission, se_connecter, temps):
    se_connecter(client)
    temps.shift(30 * 60)
    assert client.post("/session/").json()["restant"] == 0
    assert client.get("/").status_code == 302


def test_poursuivre_demande_le_jeton_de_la_page(mission, se_connecter):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/session/").status_code == 403


def test_une_saisie_trop_tardive_s_enregistre_apres_confirmation(client, mission, se_connecter, temps, texte):
    se_connecter(client)
    reponse = poster_trop_tard(client, temps, mission)
    assert reponse["Location"].startswith("/connexion/?next=%2Fsaisie%2F")
    assert not Affectation.objects.exists()
    assert "Votre saisie est conservée" in texte(client.get(reponse["Location"]))
    page = se_connecter(client, suite="/saisie/")
    assert page.redirect_chain[-1][0] == "/saisie/"
    assert "« Convocation par mission », a été conservée : l'enregistrer maintenant ?" in texte(page)
    jour = f"{jours()[0]:%d/%m/%Y}"
    assert page.context["lisibles"] == [
        ("Intervenants choisis", "1"), ("Dates", jour), (f"Début, {jour}", "08:00"), (f"Fin, {jour}", "18:00"),
        ("Observation", 'Apportez <une> calculatrice & "un stylo".'),
    ]  # fmt: skip
    assert "<dt>Observation</dt>" in page.content.decode()
    assert not Affectation.objects.exists()
    champs = page.context["saisie"].champs
    donnees = {nom: [v for n, v in champs if n == nom] for nom, _ in champs}
    fin = client.post("/saisie/", donnees, follow=True)
    assert fin.redirect_chain[0] == (f"{URL}{mission.numero}/convoquer/", 307)
    assert "LE GOFF" in texte(fin)
    assert Affectation.objects.get().observation == 'Apportez <une> calculatrice & "un stylo".'
    assert client.get("/saisie/")["Location"] == "/"


def test_la_saisie_d_un_volet_est_conservee_ce_que_les_scripts_envoient_ne_l_est_pas(
    client, mission, se_connecter, temps
):
    se_connecter(client)
    volet = poster_trop_tard(client, temps, mission, **{"X-Volet": "1", "X-Volet-Envoi": "1", "Sec-Fetch-Mode": "cors"})
    assert "saisie" in volet["Location"]
    se_connecter(client, suite="/saisie/")
    client.post("/saisie/", {"abandonner": "1"})
    apercu = poster_trop_tard(client, temps, mission, **{"X-Volet": "1", "Sec-Fetch-Mode": "cors"})
    assert apercu["Location"] == "/connexion/?next=%2F&expiree=1"


def test_une_saisie_s_abandonne(client, mission, se_connecter, temps, texte):
    se_connecter(client)
    poster_trop_tard(client, temps, mission)
    se_connecter(client)
    assert "La saisie conservée a été abandonnée." in texte(client.post("/saisie/", {"abandonner": "1"}, follow=True))
    assert client.get("/saisie/")["Location"] == "/"


def test_la_saisie_d_une_personne_n_est_montree_a_aucune_autre(client, mission, se_connecter, temps, texte):
    f.compte("autre", pour=f.etablissement(uai(39), "LGT MARCELIN BERTHELOT"))
    se_connecter(client)
    poster_trop_tard(client, temps, mission)
    page = se_connecter(client, "autre")
    assert page.redirect_chain[-1][0] == "/"
    assert "calculatrice" not in texte(page)
    client.post("/deconnexion/")
    assert se_connecter(client).redirect_chain[-1][0] == "/"


def test_la_saisie_ne_s_enregistre_que_pour_son_etablissement(client, mission, se_connecter, temps, texte):
    compte = f.compte("deux")
    ailleurs = f.etablissement(uai(39), "LGT MARCELIN BERTHELOT")
    f.acces.deleguer(
        f.acces.systeme("t"), compte=compte, uai=ailleurs.uai, fonction="CHEF", date_debut=f.acces.HIER
    )  # fmt: skip
    se_connecter(client, "deux")
    services = {s.detail[:3]: s.cle for s in client.get("/services/").context["services"]}
    client.post("/services/", {"service": services["LPO"]})
    poster_trop_tard(client, temps, mission)
    se_connecter(client, "deux")
    page = client.post("/services/", {"service": services["LGT"]}, follow=True)
    assert "concerne un autre service" in texte(page)
    assert "calculatrice" not in texte(page)
    assert client.post("/saisie/", {"observation": "x"})["Location"] == "/saisie/"
    page = client.post("/services/", {"service": services["LPO"]}, follow=True)
    assert "l'enregistrer maintenant" in texte(page)


def test_rien_n_est_conserve_pour_qui_n_avait_pas_de_session_ni_au_dela_d_une_taille(
    client, mission, se_connecter, temps
):
    adresse = f"{URL}{mission.numero}/convoquer/"
    assert client.post(adresse, {"observation": "x"})["Location"] == "/connexion/?next=%2F"
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    client.cookies[settings.SESSION_COOKIE_NAME] = "forge"
    assert client.post(adresse, {"observation": "x"})["Location"] == "/connexion/?next=%2F&expiree=1"
    se_connecter(client)
    temps.shift(31 * 60)
    trop = client.post(adresse, {"observation": "x" * TAILLE_MAX})
    assert trop["Location"] == "/connexion/?next=%2F&expiree=1"


def test_un_jeton_perime_d_une_de_nos_pages_conserve_la_saisie(mission, se_connecter):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(f.compte("strict"), backend="django.contrib.auth.backends.ModelBackend")
    strict.get("/", follow=True)
    adresse, donnees = f"{URL}{mission.numero}/convoquer/", saisie(f.intervenant())
    ici = strict.post(adresse, donnees, headers={"Origin": "http://testserver"})
    assert ici["Location"] == "/saisie/"
    assert not Affectation.objects.exists()
    for origine in ({"Origin": "https://ailleurs.example"}, {}):
        assert strict.post(adresse, donnees, headers=origine).status_code == 403


@pytest.mark.parametrize(
    "suite", ["https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)", "/\\ailleurs"]
)
def test_aucune_redirection_vers_un_autre_site(client, mission, se_connecter, suite):
    for adresse, _ in se_connecter(client, suite=suite).redirect_chain:
        assert adresse.startswith("/")
        assert "ailleurs.example" not in adresse or adresse.startswith("/services/")
    service = client.get("/session/")
    assert service.status_code == 200
    choix = client.post("/services/", {"service": client.session["service"], "next": suite})
    assert choix["Location"] == "/"


def test_apres_l_identification_on_arrive_ou_l_on_allait(client, mission, se_connecter):
    assert client.get(URL)["Location"] == "/connexion/?next=%2Fconvocation-par-mission%2F"
    assert se_connecter(client, suite=URL).redirect_chain[-1][0] == URL


def test_une_page_ne_coute_a_la_session_que_des_lectures(client, mission, se_connecter, django_assert_num_queries):
    se_connecter(client)
    client.get("/session/")
    with django_assert_num_queries(3):  # session, account, perimeter with its place
        client.get("/session/")


def test_une_session_que_personne_n_a_ouverte_n_a_pas_expire(client):
    """After a single sign-on that failed half-way, the browser holds a session of nobody."""
    session = client.session
    session["etat_du_guichet"] = "x"
    session.save()
    assert client.get("/")["Location"] == "/connexion/?next=%2F"
