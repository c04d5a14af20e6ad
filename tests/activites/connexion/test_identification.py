"""Signing in and choosing a service."""

import html

import pytest
from django.core.cache import cache

from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE
from tests.factories.referentiel import uai

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def compteurs_a_zero():
    """Attempts are counted in the cache."""
    cache.clear()


def se_connecter(client, identifiant="chef.0310038Y", mot_de_passe=MOT_DE_PASSE, **options):
    return client.post("/connexion/", {"login": identifiant, "password": mot_de_passe}, **options)


@pytest.mark.exigence("G2.1-01")
def test_une_personne_avec_un_seul_service_y_entre_aussitot(client):
    f.compte()
    f.mission()
    page = html.unescape(se_connecter(client, follow=True).content.decode())
    assert "ACADEMIE DE TOULOUSE - LPO BELLEVUE TOULOUSE CEDEX 4" in page
    assert "Connecté en tant que 0310038Y" in page


@pytest.mark.exigence("G2.1-01")
@pytest.mark.parametrize(
    ("identifiant", "mot_de_passe"),
    [("chef.0310038y", MOT_DE_PASSE), ("chef.0310038Y", MOT_DE_PASSE.lower()), ("inconnu", MOT_DE_PASSE)],
)
def test_majuscules_et_minuscules_comptent(client, identifiant, mot_de_passe):
    f.compte()
    page = html.unescape(se_connecter(client, identifiant, mot_de_passe).content.decode())
    assert "L'identifiant ou le mot de passe est incorrect" in page


@pytest.mark.exigence("G2.1-04")
def test_une_personne_a_plusieurs_delegations_choisit_son_etablissement(client):
    compte = f.compte()
    f.acces.deleguer(
        f.acces.systeme("tests"), compte=compte, uai=f.etablissement(uai(39), "LGT MARCELIN BERTHELOT").uai,
        fonction="CHEF", date_debut=f.acces.HIER,
    )  # fmt: skip
    page = se_connecter(client, follow=True)
    assert page.redirect_chain[-1][0] == "/services/"
    choisi = next(s for s in page.context["services"] if "BERTHELOT" in s.detail)
    page = html.unescape(client.post("/services/", {"service": choisi.cle}, follow=True).content.decode())
    assert "LGT MARCELIN BERTHELOT" in page


def test_un_service_forge_est_refuse(client):
    f.compte()
    autre = f.compte("chef.autre", pour=f.etablissement(uai(39), "LGT MARCELIN BERTHELOT"))
    se_connecter(client)
    client.post("/services/", {"service": f"etablissement:{autre.delegations.get().pk}"})
    assert "BERTHELOT" not in client.get("/", follow=True).content.decode()


def test_un_compte_sans_delegation_sait_quoi_faire(client):
    compte = f.compte()
    compte.delegations.all().delete()
    assert "Demandez une délégation" in se_connecter(client, follow=True).content.decode()


def test_l_adresse_demandee_est_rendue_apres_la_connexion_mais_pas_celle_d_un_autre_site(client):
    f.compte()
    f.mission()
    f.ouverture()
    adresse = "/services/?next=/convocation-par-mission/"
    assert se_connecter(client)["Location"] == "/services/"
    assert client.get(adresse)["Location"] == "/convocation-par-mission/"
    client.session.flush()


def test_apres_cinq_mauvais_mots_de_passe_il_faut_patienter(client):
    f.compte()
    for _ in range(5):
        se_connecter(client, mot_de_passe="faux")
    page = html.unescape(se_connecter(client).content.decode())
    assert "Trop d'essais infructueux" in page


def test_quitter_ferme_la_session(client):
    f.compte()
    se_connecter(client, follow=True)
    client.post("/deconnexion/")
    assert client.get("/")["Location"].startswith("/connexion/")


@pytest.mark.parametrize("chemin", ["/absente/", "/convocation-par-mission/abc/"])
def test_une_page_absente_dit_quoi_faire(client, chemin):
    reponse = client.get(chemin)
    assert reponse.status_code == 404
    assert "Page introuvable" in reponse.content.decode()
