"""What answers tell the browser to refuse."""

from contextlib import closing

import pytest
import time_machine

from imagin.socle.envois.models import Envoi
from imagin.socle.temps import maintenant
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("adresse", ["/connexion/", "/aide/", "/absente/", "/static/imagin/js/session.js"])
def test_chaque_reponse_ferme_ce_dont_imagin_ne_se_sert_pas(client, adresse):
    with closing(client.get(adresse)) as reponse:
        entetes = reponse.headers
    assert "camera=(), " in entetes["Permissions-Policy"]
    assert entetes["Cross-Origin-Opener-Policy"] == "same-origin"
    assert entetes["Cross-Origin-Resource-Policy"] == "same-origin"
    assert entetes["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_rien_de_ce_que_voit_une_personne_connectee_ne_reste_sur_le_poste(chef):
    f.affectation(f.mission(), f.intervenant())
    for adresse in ("/", "/consultation-missions/", "/consultation-missions/missions.csv", "/aide/", "/absente/"):
        assert "no-store" in chef.get(adresse).headers["Cache-Control"], adresse


def test_un_lien_de_mot_de_passe_non_plus(client):
    assert "no-store" in client.get("/mot-de-passe/choisir/1/set-password/").headers.get("Cache-Control", "no-store")


@pytest.mark.exigence("G1.3-03")
def test_une_session_finit_au_bout_de_douze_heures_meme_active(chef):
    debut = maintenant()
    with time_machine.travel(debut, tick=False) as horloge:
        assert chef.get("/").status_code == 200
        for minutes in range(20, 12 * 60, 20):
            horloge.move_to(debut.timestamp() + minutes * 60)
            assert chef.get("/").status_code == 200, minutes
        assert chef.get("/session/").json()["restant"] == 20 * 60
        horloge.move_to(debut.timestamp() + 12 * 3600)
        assert chef.get("/")["Location"].startswith("/connexion/")


def test_une_adresse_de_retour_ne_mene_pas_ailleurs(client):
    for suite in (
        "http://testserver//evil.example/x",
        "//evil.example",
        "http://testserver/\\evil.example",
        "https:evil",
    ):
        reponse = client.post("/accessibilite/reglages/", {"suite": suite, "contraste": "normal"})
        assert reponse["Location"] in {"/", "/%5Cevil.example"}, suite


def test_le_lien_d_un_mot_de_passe_oublie_vient_des_reglages_jamais_de_la_demande(client, settings):
    settings.IMAGIN_ADRESSE = "https://imagin.ac-toulouse.example"
    f.compte(mel="chef@ac-toulouse.example")
    client.post("/mot-de-passe/oubli/", {"email": "chef@ac-toulouse.example"}, HTTP_HOST="127.0.0.1:9999")
    assert "https://imagin.ac-toulouse.example/mot-de-passe/choisir/" in Envoi.objects.get().corps


def test_security_txt_dit_a_qui_signaler_une_faille(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.IMAGIN_SECURITE_CONTACT = "mailto:ssi@ac-toulouse.example"
    reponse = client.get("/.well-known/security.txt")
    assert reponse["Content-Type"] == "text/plain; charset=utf-8"
    assert "Contact: mailto:ssi@ac-toulouse.example\nExpires: 2" in reponse.content.decode()
