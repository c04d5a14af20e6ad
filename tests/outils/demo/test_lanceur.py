"""The launcher's pieces: what it is asked, one at a time, programs that die, what it says."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import pytest

from outils.demo import lancement, processus, reglages, verrou
from outils.demo.panneau import panneau
from outils.demo.reglages import ErreurDemo, Reglages, lire_reglages
from outils.postgres_programmes import ErreurPostgres

SITE = "wsgiref.simple_server:demo_app"  # any application: what is tried is the socket


@pytest.fixture
def demandes(monkeypatch):
    for nom in ("PORT", "DEMO", "NEUVE"):
        monkeypatch.delenv(nom, raising=False)
    return monkeypatch


def test_sans_rien_dire_on_a_la_petite_academie_sur_le_port_8000(demandes):
    assert lire_reglages([]) == Reglages(taille="demo", port=8000, neuve=False)


def test_chaque_taille_a_sa_base(demandes):
    demandes.setenv("DEMO", "academie")
    demandes.setenv("PORT", "8001")
    demandes.setenv("NEUVE", "oui")
    lus = lire_reglages([])
    assert lus == Reglages(taille="academie", port=8001, neuve=True)
    assert (lus.base, Reglages("demo", 8000, neuve=False).base) == ("imagin_academie", "imagin")


def test_le_makefile_dit_petite(demandes):
    demandes.setenv("DEMO", "petite")
    assert lire_reglages(["--neuve"]) == Reglages(taille="demo", port=8000, neuve=True)


@pytest.mark.parametrize(("nom", "valeur"), [("PORT", "huit"), ("PORT", "70000"), ("DEMO", "immense")])
def test_une_demande_impossible_est_dite_en_francais(demandes, nom, valeur):
    demandes.setenv(nom, valeur)
    with pytest.raises(ErreurDemo, match=f"{nom}={valeur}.*Écrivez"):
        lire_reglages([])


def test_un_port_pris_se_voit_et_le_suivant_est_propose():
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
        assert not processus.est_libre(port)
        assert processus.port_libre(port) > port


def test_deux_demonstrations_lancees_ensemble_ne_se_disputent_pas_un_port():
    """Each holds its ports from the moment it chooses them: its data are made for minutes before they serve."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        depart = prise.getsockname()[1]
    with processus.reserver(depart) as premiere, processus.reserver(depart) as seconde:
        ports = [premiere.getsockname()[1], seconde.getsockname()[1]]
    assert depart <= ports[0] < ports[1]


def test_deux_demonstrations_lancees_ensemble_sur_un_port_la_seconde_le_dit_avant_de_rien_demarrer(
    tmp_path, monkeypatch
):
    """Both found the port free, for it served only minutes later: the second said « prêt », then its site died."""
    monkeypatch.setattr(verrou, "VAR", tmp_path)
    monkeypatch.setattr(lancement, "ecouter_l_arret", lambda: None)
    monkeypatch.setattr(lancement, "_demarrer_postgres", lambda *_: pytest.fail("rien ne doit démarrer"))
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    with (
        processus.tenir(port),
        pytest.raises(ErreurDemo, match=rf"Le port {port} est déjà pris.*make demo PORT=\d+$"),
    ):
        lancement.lancer(Reglages("demo", port, neuve=False))


def test_le_site_sert_sur_la_prise_tenue_depuis_le_debut(tmp_path):
    prise = processus.tenir(processus.port_libre(20125))
    port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "gunicorn", *lancement.options_du_site(prise.fileno()), SITE]
    site = processus.demarrer("site", commande, dict(os.environ), tmp_path, [prise])
    try:
        lancement.attendre_le_site("127.0.0.1", port, [site])
    finally:
        site.arreter()
    assert processus.est_libre(port)


def test_un_site_qui_meurt_en_demarrant_est_dit_avec_la_fin_de_son_journal(tmp_path):
    prise = processus.tenir(processus.port_libre(20125))
    port = prise.getsockname()[1]
    commande = [sys.executable, "-c", "print('ligne utile'); raise SystemExit(3)"]
    site = processus.demarrer("site", commande, dict(os.environ), tmp_path, [prise])
    with pytest.raises(ErreurDemo, match=r"« site » s'est arrêté \(code 3\)(.|\n)*ligne utile"):
        lancement.attendre_le_site("127.0.0.1", port, [site])


def test_la_seconde_d_un_meme_dossier_sait_tout_de_suite_ou_tourne_la_premiere(tmp_path, monkeypatch):
    """While the first starts PostgreSQL and makes its data, for a minute."""
    monkeypatch.setattr(verrou, "VAR", tmp_path)

    def demarrer(_):
        with pytest.raises(ErreurDemo, match=rf"localhost:8000/.*kill {os.getpid()}"), verrou.seul():
            pass
        raise ErreurPostgres("assez vu")

    monkeypatch.setattr(lancement.postgres, "demarrer", demarrer)
    with verrou.seul() as temoin, pytest.raises(ErreurPostgres, match="assez vu"):
        lancement._demarrer_postgres(Reglages("demo", 8000, neuve=False), temoin, ExitStack())


def test_le_courrier_sert_sur_les_prises_qu_on_lui_donne(tmp_path):
    prises = [processus.reserver(20025), processus.reserver(20025)]
    smtp, page = (prise.getsockname()[1] for prise in prises)
    numeros = [str(prise.fileno()) for prise in prises]
    commande = [sys.executable, "-m", "outils.courrier", "--prises", *numeros, "--dossier", str(tmp_path / "recus")]
    programme = processus.demarrer("courrier", commande, dict(os.environ), tmp_path, prises)
    try:
        with smtplib.SMTP("127.0.0.1", smtp, timeout=20) as client:
            client.sendmail("a@ecole.example", "b@ecole.example", b"Subject: essai\r\n\r\nBonjour\r\n")
        with urlopen(f"http://127.0.0.1:{page}/", timeout=20) as reponse:
            assert "b@ecole.example" in reponse.read().decode()
    finally:
        programme.arreter()
    assert processus.est_libre(smtp)


def test_un_programme_qui_meurt_est_dit_avec_la_fin_de_son_journal(tmp_path):
    commande = [sys.executable, "-c", "print('ligne utile'); raise SystemExit(3)"]
    programme = processus.demarrer("essai", commande, dict(os.environ), tmp_path)
    programme.enfant.wait(20)
    with pytest.raises(ErreurDemo, match=r"« essai » s'est arrêté \(code 3\)(.|\n)*ligne utile"):
        processus.surveiller([programme])


def test_un_programme_s_arrete_quand_on_le_demande(tmp_path):
    programme = processus.demarrer(
        "essai", [sys.executable, "-c", "input_ = __import__('time').sleep(60)"], {}, tmp_path
    )
    processus.surveiller([programme])
    programme.arreter()
    assert programme.enfant.returncode == -signal.SIGTERM


def test_un_programme_ne_survit_pas_a_son_lanceur(tmp_path):
    lanceur = f"""
import sys, time
from pathlib import Path
from outils.demo import processus
sommeil = [sys.executable, "-c", "import time; time.sleep(60)"]
print(processus.demarrer("essai", sommeil, {{}}, Path({str(tmp_path)!r})).enfant.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", lanceur], stdout=subprocess.PIPE, text=True, cwd=reglages.DEPOT
    ) as parent:
        assert parent.stdout is not None
        enfant = int(parent.stdout.readline())
        parent.kill()
    fin = time.monotonic() + 10
    while _vit(enfant) and time.monotonic() < fin:
        time.sleep(0.05)
    assert not _vit(enfant)


def _vit(numero):
    """A process that ended and that nobody has buried yet does not live."""
    try:
        return Path(f"/proc/{numero}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_une_seule_demonstration_a_la_fois(tmp_path, monkeypatch):
    monkeypatch.setattr(verrou, "VAR", tmp_path)
    with verrou.seul() as temoin:
        temoin.ecrire(adresse="http://localhost:8000", postgres=True)
        with pytest.raises(ErreurDemo, match="tourne déjà : http://localhost:8000/"), verrou.seul():
            pass
    with verrou.seul() as suivant:
        assert suivant.lire()["postgres"] is True
        suivant.effacer()
        assert suivant.lire() == {}


def test_le_secret_survit_a_un_redemarrage(tmp_path, monkeypatch):
    monkeypatch.setattr(reglages, "VAR", tmp_path)
    assert reglages.secret() == reglages.secret()
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_le_panneau_dit_ou_aller_avec_quel_compte_et_comment_arreter():
    dit = panneau(Reglages("demo", 8123, neuve=False), 8148, 4.2)
    for attendu in (
        "http://localhost:8123/",
        "chef.0310038Y",
        "Imagin-demo-31!",
        "var/demo/courrier",
        "var/demo/santorin/recus",
        "Ctrl-C",
        "NEUVE=oui",
    ):
        assert attendu in dit
    assert "Une autre démonstration" not in dit
    deux = panneau(Reglages("demo", 8123, neuve=False), 8148, 4.2, seule=False)
    assert "Une autre démonstration semble tourner : ouvrez celle-ci dans un autre navigateur" in deux
    assert max(len(ligne) for ligne in deux.splitlines()) <= 110
