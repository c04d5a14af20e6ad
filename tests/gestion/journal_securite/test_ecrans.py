"""What touches the security of accounts is kept, told in JSON, and read by the administrateur alone (GG-06)."""

import json
import logging
import re
from datetime import timedelta
from ipaddress import ip_network

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from gunicorn.config import Config

from imagin.config.serveur import JournalDuServeur
from imagin.config.tasks import oublier_ce_qui_ne_sert_plus
from imagin.domaine.acces.models import Compte, EvenementSecurite
from imagin.socle.acces.journaux import SansSecret
from imagin.socle.envois.models import Envoi
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE

pytestmark = [pytest.mark.django_db, pytest.mark.exigence("GG-06")]
NOUVEAU = "Septembre-2027 !"
CHEF, MEL = "chef.0310038Y", "chef@ac-toulouse.example"
URL = "/journal-de-securite/"


@pytest.fixture(autouse=True)
def scene(settings):
    cache.clear()
    settings.IMAGIN_MANDATAIRES = [ip_network("127.0.0.1/32")]
    f.mission()
    f.compte(mel=MEL)


@pytest.fixture
def lignes():
    """What the server's log says, line by line."""
    recues = []
    oreille = logging.Handler()
    oreille.emit = lambda ligne: recues.append(json.loads(ligne.getMessage()))
    journal = logging.getLogger("imagin.securite")
    journal.addHandler(oreille)
    yield recues
    journal.removeHandler(oreille)


def entrer(client: Client, mot_de_passe: str = MOT_DE_PASSE, identifiant: str = CHEF):
    donnees = {"login": identifiant, "password": mot_de_passe}
    return client.post("/connexion/", donnees, follow=True, HTTP_X_FORWARDED_FOR="203.0.113.9")


def administrateur() -> Client:
    client = Client()
    compte = f.compte("admin", est_administrateur=True)
    client.force_login(compte, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["service"] = "administrateur"
    session.save()
    return client


def test_chaque_evenement_est_garde_avec_compte_adresse_et_instant_sans_rien_de_ce_qui_est_tape(client, lignes):
    entrer(client, "Mauvais-secret-1!")
    entrer(client, "Mauvais-secret-2!", identifiant="Mon-mot-de-passe-tape-ici")
    for _ in range(5):
        entrer(client, "Mauvais-secret-3!")
    client.post("/mot-de-passe/oubli/", {"email": MEL})
    lien = re.search(r"https?://[^/]+(/mot-de-passe/\S+)", Envoi.objects.latest("pk").corps).group(1)
    choix = client.get(lien, follow=True).request["PATH_INFO"]
    client.post(choix, {"password1": NOUVEAU, "password2": NOUVEAU})
    entrer(client, NOUVEAU)
    autre = Client()
    entrer(autre, NOUVEAU)
    service = f"etablissement:{Compte.objects.get(identifiant=CHEF).delegations.get().pk}"
    autre.post("/services/", {"service": service, "reprendre": "1"})
    autre.get("/severites-conflits/")
    autre.post("/deconnexion/")
    natures = [ligne["nature"] for ligne in lignes]
    assert natures == [
        *["ECHEC"] * 6, "VERROU", "LIEN_DEMANDE", "MOT_DE_PASSE", "CONNEXION", "CONNEXION", "REPRISE", "REFUS",
        "DECONNEXION",
    ]  # fmt: skip
    assert natures == list(EvenementSecurite.objects.order_by("pk").values_list("nature", flat=True))
    assert {ligne["identifiant"] for ligne in lignes} == {CHEF, ""}
    assert {ligne["adresse"] for ligne in lignes if ligne["nature"] == "ECHEC"} == {"203.0.113.9"}
    assert lignes[-2]["ecran"] == "/severites-conflits/"
    tout = json.dumps(lignes) + str(list(EvenementSecurite.objects.values()))
    for secret in ("Mauvais-secret", "Mon-mot-de-passe", NOUVEAU, MEL, lien.split("/")[-2]):
        assert secret not in tout


def test_un_second_facteur_pose_faux_et_retire_se_lit_au_journal(client, lignes):
    TOTP.activate(Compte.objects.get(identifiant=CHEF), "JBSWY3DPEHPK3PXP")
    entrer(client)
    client.post("/connexion/code/", {"code": "000000"})
    assert [ligne["nature"] for ligne in lignes] == ["ECHEC_DOUBLE"]


def test_seul_l_administrateur_le_lit_le_cherche_et_l_emporte(client, django_assert_max_num_queries):
    for mot in ("faux", MOT_DE_PASSE):
        entrer(client, mot)
    assert client.get(URL).status_code == 403
    lecteur = administrateur()
    page = lecteur.get(URL).content.decode()
    assert page.index("Accès refusé</td>") < page.index("Connexion</td>") < page.index("Mot de passe faux</td>")
    assert "203.0.113.9" in page
    with django_assert_max_num_queries(10):
        assert "Connexion</td>" not in lecteur.get(f"{URL}?q=faux").content.decode()
    csv = b"".join(lecteur.get(f"{URL}journal.csv?q=faux")).decode()
    assert csv.splitlines()[0].lstrip("\ufeff") == "Date et heure;Événement;Compte;Etablissement;Adresse;Ecran"
    assert [ligne.split(";")[1] for ligne in csv.splitlines()[1:]] == ["Mot de passe faux"]


def test_le_journal_s_oublie_au_bout_du_temps_regle(client, settings):
    entrer(client)
    EvenementSecurite.objects.update(instant="2020-01-01T00:00Z")
    oublier_ce_qui_ne_sert_plus(0)
    assert not EvenementSecurite.objects.exists()


@pytest.mark.parametrize(
    ("texte", "propre"),
    [
        ("Internal Server Error: /mot-de-passe/choisir/4k/d1x-9f8e7d/", "… /mot-de-passe/choisir/4k/…/"),
        ("GET /consultation-personnels/?q=DE+LA+TOUR&tri=nom HTTP/1.1", "… /consultation-personnels/ HTTP/1.1"),
    ],
)
def test_aucun_journal_ne_dit_un_nom_cherche_ni_le_secret_d_un_lien(texte, propre):
    ligne = logging.LogRecord("essai", logging.INFO, "", 1, "%s", (texte,), None)
    assert SansSecret().filter(ligne)
    assert ligne.getMessage().endswith(propre.removeprefix("… "))


def test_une_ligne_de_journal_n_en_fait_pas_deux():
    """What somebody asks for may be quoted: it does not write lines of its own."""
    ligne = logging.LogRecord(
        "imagin", logging.WARNING, "", 0, "refusé : %s", ("http://a\r\n2027 ERROR faux\x1b[2J",), None
    )
    assert SansSecret().filter(ligne)
    assert ligne.getMessage() == "refusé : http://a\\r\\n2027 ERROR faux\\x1b[2J"


def test_le_journal_d_acces_de_gunicorn_tait_questions_et_secrets():
    class Reponse:
        status, sent, headers = "200 OK", 1, []

    class Demande:
        headers = [("REFERER", "/?q=TOUR")]

    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": "/mot-de-passe/choisir/4k/d1x-9f8e7d/?q=TOUR",
        "PATH_INFO": "/mot-de-passe/choisir/4k/d1x-9f8e7d/",
        "QUERY_STRING": "q=TOUR",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    parts = JournalDuServeur(Config()).atoms(Reponse(), Demande(), environ, timedelta(seconds=1))
    assert parts["U"] == "/mot-de-passe/choisir/4k/…/"
    assert not [nom for nom in ("r", "q", "f", "U") if "TOUR" in parts[nom] or "9f8e7d" in parts[nom]]
