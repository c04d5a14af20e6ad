"""Where a request comes from: right behind 0, 1 or 2 proxies and on a Unix socket, whatever the client claims."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from imagin.socle.acces.mandataires import adresse_de, provenance
from tests.outillage.maison import DEPOT

NGINX, RIE, CLIENT = "10.0.0.7", "10.9.0.1", "198.51.100.7"
REGLAGES = {"DJANGO_SETTINGS_MODULE": "imagin.config.settings"}


@pytest.fixture(autouse=True)
def mandataires(settings):
    settings.IMAGIN_MANDATAIRES = [ip_network("10.0.0.7/32"), ip_network("10.9.0.0/24"), ip_network("fd00::7/128")]
    settings.IMAGIN_MANDATAIRE_UNIX = True


def recue(pair: str, transmis: str = "", **entetes: str):
    """The request as views see it."""
    vues = []
    entetes |= {"HTTP_X_FORWARDED_FOR": transmis} if transmis else {}
    provenance(vues.append)(RequestFactory().get("/", REMOTE_ADDR=pair, **entetes))
    return vues[0]


@pytest.mark.parametrize(
    ("pair", "transmis", "attendue"),
    [
        (CLIENT, "", CLIENT),
        (CLIENT, "6.6.6.6", CLIENT),
        (NGINX, f"6.6.6.6, {CLIENT}", CLIENT),
        (NGINX, f"6.6.6.6, {CLIENT}, {RIE}", CLIENT),
        (NGINX, f"{NGINX}, {CLIENT}:51234", CLIENT),
        (NGINX, "", NGINX),
        (NGINX, f"{CLIENT}, n'importe quoi", NGINX),
        ("", CLIENT, CLIENT),
        ("", f"{CLIENT},{RIE}", CLIENT),
        ("", "", "inconnue"),
        ("fd00::7", "[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:10.0.0.7", CLIENT, CLIENT),
        (NGINX, ",".join(["10.9.0.2"] * 5000), "10.9.0.2"),
    ],
)
def test_l_adresse_est_celle_de_la_premiere_machine_qui_n_est_pas_a_nous(pair, transmis, attendue):
    assert adresse_de(recue(pair, transmis)) == attendue


def test_une_prise_unix_sans_mandataire_declare_ne_croit_personne(settings):
    settings.IMAGIN_MANDATAIRE_UNIX = False
    assert adresse_de(recue("", CLIENT)) == "inconnue"


def test_seul_un_mandataire_de_confiance_dit_que_la_connexion_etait_chiffree(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert recue(NGINX, CLIENT, HTTP_X_FORWARDED_PROTO="https").is_secure()
    assert not recue(CLIENT, "", HTTP_X_FORWARDED_PROTO="https").is_secure()


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory):
    """A real server, on a port and on a Unix socket; 127.0.0.1 and 127.0.0.2 are its trusted proxies."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    chemin = tmp_path_factory.mktemp("prise") / "g"
    options = ["--bind", f"127.0.0.1:{port}", "--bind", f"unix:{chemin}", "--no-control-socket"]
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "tests.outillage.qui_parle:application", *options],
        cwd=DEPOT,
        env={**os.environ, "IMAGIN_MANDATAIRES": "127.0.0.1,127.0.0.2,unix"} | REGLAGES,
        stderr=subprocess.DEVNULL,
    ) as serveur:
        yield port, str(chemin)
        serveur.terminate()


def demander(ou, source: str, transmis: str) -> str:
    """What the server answers to a client at that address of this machine; `source` empty: by the Unix socket."""
    port, chemin = ou
    connexion = http.client.HTTPConnection("127.0.0.1", port, source_address=(source, 0) if source else None)
    for essai in range(200):
        try:
            if source:
                connexion.connect()
            else:
                connexion.sock = socket.socket(socket.AF_UNIX)
                connexion.sock.connect(chemin)
            break
        except OSError:
            if essai == 199:
                raise
            time.sleep(0.1)
    connexion.request("GET", "/", headers={"X-Forwarded-For": transmis, "X-Forwarded-Proto": "https"})
    with closing(connexion):
        return connexion.getresponse().read().decode()


def test_derriere_un_vrai_gunicorn_zero_un_deux_mandataires_et_une_prise_unix(gunicorn):
    assert demander(gunicorn, "127.0.0.9", "6.6.6.6") == "127.0.0.9 -"
    assert demander(gunicorn, "127.0.0.1", f"6.6.6.6, {CLIENT}") == f"{CLIENT} https"
    assert demander(gunicorn, "127.0.0.1", f"6.6.6.6, {CLIENT}, 127.0.0.2") == f"{CLIENT} https"
    assert demander(gunicorn, "", f"6.6.6.6, {CLIENT}, 127.0.0.2") == f"{CLIENT} https"
