"""Starts everything in order, watches it, stops it in reverse order."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from outils import postgres
from outils.demo import processus
from outils.demo.arret import Arret, arret_differe, ecouter_l_arret
from outils.demo.base import assurer_base
from outils.demo.panneau import panneau
from outils.demo.processus import HOTE, Programme
from outils.demo.reglages import DEPOT, VAR, ErreurDemo, Reglages, secret
from outils.demo.verrou import Temoin, seul
from outils.postgres_programmes import ErreurPostgres

OUVRIERS, FILS = 2, 4
PORT_SMTP = 1025
ECART_DE_LA_PAGE = 25  # the page of mails: 8025 beside 8000
DELAI_DU_SITE, DELAI_D_UNE_PAGE = 60.0, 5.0


def lancer(reglages: Reglages) -> None:
    """Run the demonstration until it is asked to stop. Raises ErreurDemo."""
    debut = time.monotonic()
    programmes: list[Programme] = []
    ecouter_l_arret()
    try:
        with seul() as temoin, ExitStack() as pile:
            page, voisine = _demarrer(reglages, temoin, pile, programmes)
            print(panneau(reglages, page, time.monotonic() - debut, seule=not voisine), flush=True)
            while True:
                processus.surveiller(programmes)
                time.sleep(0.5)
    except Arret:
        print("La démonstration est arrêtée.", flush=True)
    except ErreurPostgres as erreur:
        raise ErreurDemo(str(erreur)) from erreur


def _demarrer(reglages: Reglages, temoin: Temoin, pile: ExitStack, programmes: list[Programme]) -> tuple[int, bool]:
    """PostgreSQL, the data, mails, SANTORIN, jobs, the site; returns the port of the page of mails, and whether
    another demonstration seems to run on this machine.
    """
    du_site = processus.tenir(reglages.port)
    prises = [processus.reserver(PORT_SMTP), processus.reserver(reglages.port + ECART_DE_LA_PAGE)]
    environnement = _environnement(reglages, _demarrer_postgres(reglages, temoin, pile))
    smtp, page = (prise.getsockname()[1] for prise in prises)
    environnement["IMAGIN_SMTP"] = f"{HOTE}:{smtp}"
    python = sys.executable
    preparer([python, "-m", "outils.demo.preparation", reglages.taille], environnement)
    pile.callback(processus.arreter_tous, programmes)
    programmes.append(recevoir_le_courrier(prises, environnement, reglages.courrier, reglages.journaux))
    for nom, commande in (
        ("santorin", [python, "-m", "outils.santorin", "--dossier", str(reglages.santorin)]),
        ("travaux", [python, "-m", "imagin.config.cli", "travailler"]),
    ):
        programmes.append(processus.demarrer(nom, commande, environnement, reglages.journaux))
    servir = [python, "-m", "gunicorn", *options_du_site(du_site.fileno())]
    programmes.append(processus.demarrer("site", servir, environnement, reglages.journaux, [du_site]))
    attendre_le_site(HOTE, reglages.port, programmes)
    return page, smtp != PORT_SMTP


def _demarrer_postgres(reglages: Reglages, temoin: Temoin, pile: ExitStack) -> str:
    """The cluster, and in it the base, whose address it returns."""
    connexion = demarrer_la_grappe(reglages.adresse, temoin, pile)
    if reglages.neuve:
        for dossier in (reglages.fichiers, reglages.courrier, reglages.santorin):
            shutil.rmtree(dossier, ignore_errors=True)
    return assurer_base(connexion, reglages.base, neuve=reglages.neuve)


def _environnement(reglages: Reglages, base: str) -> dict[str, str]:
    """What the programs are told."""
    return environnement_commun() | {
        "IMAGIN_BASE": base,
        "IMAGIN_SECRET": secret(),
        "IMAGIN_HOTES": "localhost,127.0.0.1,[::1]",
        "IMAGIN_ADRESSE": reglages.adresse,
        "IMAGIN_SANTORIN": f"dossier://{reglages.santorin}",
    }


def environnement_commun() -> dict[str, str]:
    """What every demonstration says; nothing of the caller's own IMAGIN_… settings gets in."""
    heritage = {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith(("IMAGIN_", "DJANGO_"))}
    return heritage | {
        "IMAGIN_DEMO": "1",
        "IMAGIN_STATIQUES": str(VAR / "statiques"),
        "IMAGIN_EXPEDITEUR": "IMAG'IN <ne-pas-repondre@ac-toulouse.example>",
        "PYTHONUNBUFFERED": "1",
        "TZ": "Europe/Paris",  # hours of logs and mails, on a machine that keeps another time
    }


def demarrer_la_grappe(adresse: str, temoin: Temoin, pile: ExitStack) -> postgres.Connexion:
    """Start or find the cluster, ours to stop if we start it or if a killed launcher had."""
    laisse = bool(temoin.lire().get("postgres"))
    temoin.ecrire(adresse=adresse, postgres=laisse)
    with arret_differe():
        connexion = postgres.demarrer("demo")
        a_nous = laisse or not connexion.deja_la
        temoin.ecrire(adresse=adresse, postgres=a_nous)
        pile.callback(temoin.effacer)
        if a_nous:
            pile.callback(postgres.arreter, "demo")
    return connexion


def recevoir_le_courrier(
    prises: Sequence[socket.socket], environnement: dict[str, str], dossier: Path, journaux: Path
) -> Programme:
    """Start what catches mails, on the two sockets held for it."""
    numeros = [str(prise.fileno()) for prise in prises]
    recevoir = [sys.executable, "-m", "outils.courrier", "--prises", *numeros, "--dossier", str(dossier)]
    return processus.demarrer("courrier", recevoir, environnement, journaux, prises)


def preparer(commande: list[str], environnement: dict[str, str], cible: str = "demo") -> None:
    """Schema, static files, and the académie the first time; its progress shows on the terminal."""
    enfant = subprocess.Popen(commande, cwd=DEPOT, env=environnement, stdin=subprocess.DEVNULL)
    preparation = Programme("préparation", DEPOT, enfant)
    try:
        code = enfant.wait()
    finally:
        preparation.arreter()
    if code:
        raise ErreurDemo(
            "La préparation de la base a échoué : l'erreur est au-dessus. Pour repartir de zéro : "
            f"make {cible} NEUVE=oui"
        )


def options_du_site(prise: int, ouvriers: int = OUVRIERS) -> list[str]:
    """As production runs it (`imagin.config.serveur`), but for its size and for its socket, held since the start."""
    return [
        *("--config", "python:imagin.config.serveur"),
        *("--bind", f"fd://{prise}"),
        *("--workers", str(ouvriers), "--threads", str(FILS)),
        *("--graceful-timeout", "5", "--timeout", "60"),
        "--no-control-socket",
    ]


def attendre_le_site(hote: str, port: int, programmes: list[Programme]) -> None:
    """Until a page comes, whatever its status below 500: a sign-in page redirects. Until then the port is silent."""
    fin = time.monotonic() + DELAI_DU_SITE
    adresse = f"http://{hote}:{port}/"
    while True:
        processus.surveiller(programmes)
        try:
            urlopen(adresse, timeout=DELAI_D_UNE_PAGE).close()
        except HTTPError as erreur:
            if erreur.code < 500:
                return
            journal = programmes[-1].fin_du_journal()
            raise ErreurDemo(f"Le site répond par l'erreur {erreur.code}. Fin de son journal :\n{journal}") from erreur
        except (OSError, HTTPException) as erreur:
            if time.monotonic() > fin:
                raise ErreurDemo(f"Le site ne répond pas ({erreur}) : voyez {programmes[-1].journal}.") from erreur
            time.sleep(0.1)
        else:
            return
