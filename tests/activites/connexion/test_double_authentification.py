"""The second factor, for who wants one."""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f
from tests.factories.acces import MOT_DE_PASSE

pytestmark = [pytest.mark.exigence("G2.1-01")]


def code(secret: str, instant) -> str:
    """What a telephone shows."""
    return format_hotp_value(hotp_value(secret, int(instant.timestamp()) // 30))


@pytest.fixture
def temps():
    with time_machine.travel(maintenant(), tick=False) as horloge:
        yield horloge


@pytest.fixture
def protege(client, se_connecter, temps) -> str:
    """The secret of a head of centre who has just activated it, then left."""
    f.mission()
    f.compte(mel="chef@ac-toulouse.example")
    se_connecter(client)
    page = client.get("/mon-compte/double/activer/", follow=True)
    assert page.redirect_chain[-1][0].startswith("/mon-compte/verification/")
    page = client.post(page.redirect_chain[-1][0], {"password": MOT_DE_PASSE}, follow=True)
    secret = re.search(r"<code>(\w+)</code>", page.content.decode()).group(1)
    image = client.get("/mon-compte/image.svg")
    assert image["Content-Type"] == "image/svg+xml"
    assert image.content.startswith(b"<?xml") or b"<svg" in image.content
    client.post("/mon-compte/double/activer/", {"code": code(secret, maintenant())})
    return secret


def test_apres_le_mot_de_passe_un_code_du_telephone_est_demande(client, protege, se_connecter, temps, texte):
    client.post("/deconnexion/")
    temps.shift(60)
    page = se_connecter(client)
    assert page.redirect_chain[-1][0] == "/connexion/code/"
    assert client.get("/")["Location"].startswith("/connexion/")
    assert "Ce code n'est pas le bon" in texte(client.post("/connexion/code/", {"code": "000000"}))
    page = client.post("/connexion/code/", {"code": code(protege, maintenant())}, follow=True)
    assert "Connecté en tant que 0310038Y" in texte(page)


def test_un_code_ne_sert_pas_deux_fois(client, protege, se_connecter, temps, texte):
    client.post("/deconnexion/")
    temps.shift(60)
    chiffres = code(protege, maintenant())
    for attendu in ("Connecté en tant que", "Ce code n'est pas le bon"):
        autre = Client()
        se_connecter(autre)
        assert attendu in texte(autre.post("/connexion/code/", {"code": chiffres}, follow=True))
        autre.post("/deconnexion/")


def test_un_code_de_secours_remplace_le_telephone_une_fois(client, protege, se_connecter, texte):
    page = texte(client.get("/mon-compte/double/codes/"))
    secours = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(secours) == 10
    client.post("/deconnexion/")
    se_connecter(client)
    assert "Connecté en tant que" in texte(client.post("/connexion/code/", {"code": secours[0]}, follow=True))
    client.post("/deconnexion/")
    se_connecter(client)
    assert "Ce code n'est pas le bon" in texte(client.post("/connexion/code/", {"code": secours[0]}, follow=True))


def test_cinq_mauvais_codes_font_patienter(client, protege, se_connecter, temps, texte):
    client.post("/deconnexion/")
    temps.shift(301)
    se_connecter(client)
    for _ in range(5):
        client.post("/connexion/code/", {"code": "000000"})
    temps.shift(30)
    assert "Trop d'essais infructueux" in texte(client.post("/connexion/code/", {"code": code(protege, maintenant())}))
    nouveau = choisir_par_mel(client)
    temps.shift(30)
    se_connecter(client, mot_de_passe=nouveau)
    page = client.post("/connexion/code/", {"code": code(protege, maintenant())}, follow=True)
    assert "Connecté en tant que" in texte(page)


def choisir_par_mel(client) -> str:
    """A new password, chosen by the link of a mail, which proves who one is."""
    nouveau = "Septembre-2027 !"
    client.post("/mot-de-passe/oubli/", {"email": "chef@ac-toulouse.example"})
    envoi = Envoi.objects.latest("pk")
    page = client.get(re.search(r"https?://[^/]+(/mot-de-passe/\S+)", envoi.corps).group(1), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": nouveau, "password2": nouveau})
    return nouveau


@pytest.mark.django_db(transaction=True)
def test_on_retire_la_double_authentification_et_on_en_est_averti(client, protege, se_connecter, texte):
    assert "Vos codes de secours ne serviront plus" in texte(client.get("/mon-compte/double/retirer/"))
    client.post("/mon-compte/double/retirer/")
    assert "Facultative" in texte(client.get("/mon-compte/"))
    assert [e.sujet for e in Envoi.objects.order_by("pk")] == [
        "IMAG'IN : la double authentification est activée",
        "IMAG'IN : la double authentification est désactivée",
    ]
    client.post("/deconnexion/")
    assert se_connecter(client).redirect_chain[-1][0] == "/"


def test_l_image_du_secret_n_existe_que_pendant_qu_on_active(client, protege):
    assert client.get("/mon-compte/image.svg").status_code == 404
    client.post("/deconnexion/")
    assert client.get("/mon-compte/image.svg").status_code == 302
