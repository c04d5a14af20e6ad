"""The portal that signs people in by headers: off by default, believed from its own addresses only."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from imagin.config.portail import ParLePortail
from imagin.domaine.acces.enums import Fonction
from imagin.domaine.acces.models import Compte, Connexion
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("G2.1-04")]
PORTAIL = "10.1.2.3"
ENTETES = {
    "ct-remote-user": "hdelatour",
    # A portal writes UTF-8; a WSGI server gives it as Latin-1.
    "ctfn": "Hélène".encode().decode("latin-1"),
    "ctln": "DE LA TOUR",
    "ctemail": "helene@ac-toulouse.example",
    "FrEduFonctAdm": "DIR",
    "FrEduRneResp": "0310038Y$UAJ$PU$N$T3$LYC$300,X",
}
VENU_DE_LA = {"REMOTE_ADDR": PORTAIL, "headers": ENTETES}


@pytest.fixture
def portail(settings):
    settings.IMAGIN_MANDATAIRE_ADRESSES = [ip_network("10.1.0.0/16")]
    f.etablissement()


def entrer(client, **options):
    """What a browser sent on by the portal does, to the home."""
    return client.get("/", follow=True, **({**VENU_DE_LA, **options}))


def test_le_chef_venu_du_portail_est_dans_son_etablissement(client, portail, texte):
    demande = client.get("/connexion/?next=/plan-du-site/", **VENU_DE_LA)
    assert demande["Location"] == "/connexion/portail/?next=%2Fplan-du-site%2F"
    page = client.get("/connexion/portail/?next=/services/", follow=True, **VENU_DE_LA)
    assert "LPO BELLEVUE TOULOUSE CEDEX 4" in texte(page)
    compte = Compte.objects.get()
    assert (compte.prenom, compte.nom, compte.delegations.get().fonction) == ("Hélène", "DE LA TOUR", Fonction.CHEF)


@pytest.mark.parametrize("adresse", ["127.0.0.1", "10.2.0.1", "", "::1", "::ffff:10.2.0.1"])
def test_les_entetes_d_un_autre_ne_valent_rien(client, portail, adresse):
    entetes = {**ENTETES, "X-Forwarded-For": PORTAIL, "X-Real-IP": PORTAIL}
    page = client.get("/connexion/?next=/", REMOTE_ADDR=adresse, headers=entetes)
    assert page.status_code == 200
    assert client.get("/connexion/portail/", REMOTE_ADDR=adresse, headers=entetes)["Location"] == "/connexion/"
    assert not Compte.objects.exists()


def test_sans_adresse_de_confiance_le_portail_n_existe_pas(client):
    f.etablissement()
    assert client.get("/connexion/portail/", headers=ENTETES)["Location"] == "/connexion/"
    assert not Compte.objects.exists()


@pytest.mark.parametrize("adresse", ["127.0.0.1", PORTAIL])
def test_les_vues_ne_voient_jamais_ces_entetes(portail, adresse, client):
    vues = []
    requete = RequestFactory().get("/plan-du-site/", REMOTE_ADDR=adresse, headers=ENTETES)
    requete.session, requete.user = client.session, None
    assert requete.headers["ct-remote-user"] == "hdelatour"
    ParLePortail(vues.append)(requete)
    assert not [nom for nom in vues[0].META if nom in {"HTTP_CT_REMOTE_USER", "HTTP_FREDURNERESP"}]
    assert "ct-remote-user" not in vues[0].headers


def test_le_cookie_du_portail_est_exige_quand_il_en_a_un(client, portail, settings):
    settings.IMAGIN_MANDATAIRE_TEMOIN = "CTSESSION"
    assert client.get("/connexion/portail/", **VENU_DE_LA)["Location"] == "/connexion/"
    client.cookies["CTSESSION"] = "ouverte"
    assert client.get("/connexion/portail/", **VENU_DE_LA)["Location"] == "/services/"


@pytest.mark.parametrize("ensuite", [{"ct-remote-user": "quelqu-un-d-autre"}, {}])
def test_la_session_finit_quand_le_portail_presente_quelqu_un_d_autre_ou_personne(client, portail, ensuite):
    client.get("/connexion/portail/", follow=True, **VENU_DE_LA)
    assert client.get("/plan-du-site/", **VENU_DE_LA).status_code == 200
    reponse = client.post("/services/", REMOTE_ADDR=PORTAIL, headers=ensuite)
    assert reponse["Location"] == "/connexion/?next=%2F"
    assert "_auth_user_id" not in client.session
    assert Connexion.objects.get().fin == "QUITTEE"


def test_une_session_volee_ne_sert_pas_hors_du_portail(client, portail):
    client.get("/connexion/portail/", follow=True, **VENU_DE_LA)
    assert client.get("/plan-du-site/", REMOTE_ADDR="127.0.0.1").status_code == 302


def test_quitter_n_est_pas_defait_par_le_portail(client, portail, texte):
    client.get("/connexion/portail/", follow=True, **VENU_DE_LA)
    page = client.post("/deconnexion/", follow=True, **VENU_DE_LA)
    assert "Entrer avec le compte du portail" in texte(page)
    assert "_auth_user_id" not in client.session


def test_sans_responsabilite_le_portail_ne_suffit_pas(client, portail, texte):
    sans = {**ENTETES, "FrEduRneResp": "X"}
    page = client.get("/connexion/portail/", REMOTE_ADDR=PORTAIL, headers=sans)
    assert page.status_code == 403
    assert "Demandez au chef d'établissement" in texte(page)


def test_un_compte_avec_mot_de_passe_n_est_pas_touche_par_le_portail(client, portail):
    compte = f.compte()
    client.post("/connexion/", {"login": compte.identifiant, "password": MOT_DE_PASSE}, **VENU_DE_LA)
    assert client.get("/plan-du-site/", **VENU_DE_LA).status_code == 200
    assert client.session["_auth_user_id"] == str(compte.pk)
