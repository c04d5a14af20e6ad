"""Starts the three in order, watches them, stops them in reverse order."""

import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack

from outils.demo import processus
from outils.demo.academies.panneau import panneau
from outils.demo.academies.reglages import CIBLE, INSTANCES, TOULOUSE, VAR, InstanceDeDemo, ReglagesAcademies
from outils.demo.arret import Arret, ecouter_l_arret
from outils.demo.base import assurer_base, est_vide
from outils.demo.lancement import (
    ECART_DE_LA_PAGE,
    PORT_SMTP,
    attendre_le_site,
    demarrer_la_grappe,
    environnement_commun,
    options_du_site,
    preparer,
    recevoir_le_courrier,
)
from outils.demo.processus import HOTE, Programme
from outils.demo.reglages import DEPOT, ErreurDemo
from outils.demo.verrou import Temoin, seul
from outils.postgres import Connexion
from outils.postgres_programmes import ErreurPostgres

OUVRIERS = 1
Environnements = dict[str, dict[str, str]]


def lancer(reglages: ReglagesAcademies) -> None:
    """Run them until asked to stop. Raises ErreurDemo."""
    debut = time.monotonic()
    programmes: list[Programme] = []
    ecouter_l_arret()
    try:
        with seul() as temoin, ExitStack() as pile:
            page = _demarrer(reglages, temoin, pile, programmes)
            print(panneau(reglages, page, time.monotonic() - debut), flush=True)
            while True:
                processus.surveiller(programmes)
                time.sleep(0.5)
    except Arret:
        print("La démonstration est arrêtée.", flush=True)
    except ErreurPostgres as erreur:
        raise ErreurDemo(str(erreur)) from erreur


def _demarrer(reglages: ReglagesAcademies, temoin: Temoin, pile: ExitStack, programmes: list[Programme]) -> int:
    """PostgreSQL, the data, mails, jobs, the sites, the partnerships; returns the port of the page of mails."""
    sites = {
        instance.code: processus.tenir(instance.port(reglages.port), instance.hote, CIBLE) for instance in INSTANCES
    }
    prises = [processus.reserver(PORT_SMTP), processus.reserver(reglages.port + ECART_DE_LA_PAGE)]
    smtp, page = (prise.getsockname()[1] for prise in prises)
    connexion = demarrer_la_grappe(TOULOUSE.adresse(reglages.port), temoin, pile)
    environnements = _environnements(reglages, connexion, smtp)
    _preparer(reglages, connexion, environnements)
    pile.callback(processus.arreter_tous, programmes)
    commun = environnements[TOULOUSE.code]
    programmes.append(recevoir_le_courrier(prises, commun, reglages.courrier, reglages.journaux))
    for instance in INSTANCES:
        programmes += _servir(instance, sites[instance.code], environnements[instance.code], reglages)
    for instance in INSTANCES:
        attendre_le_site(instance.hote, instance.port(reglages.port), programmes)
    _relier(reglages, environnements, pile)
    return page


def _environnements(reglages: ReglagesAcademies, connexion: Connexion, smtp: int) -> Environnements:
    """What the programs of each are told."""
    if reglages.neuve:
        shutil.rmtree(VAR, ignore_errors=True)
    courrier = environnement_commun() | {"IMAGIN_SMTP": f"{HOTE}:{smtp}"}
    return {
        instance.code: courrier | instance.environnement(reglages.port, connexion.url(instance.base))
        for instance in INSTANCES
    }


def _preparer(reglages: ReglagesAcademies, connexion: Connexion, environnements: Environnements) -> None:
    """Toulouse first, whose files the others read; its schema, as long as it is empty, serves the new ones."""
    commande = [sys.executable, "-m", "outils.demo.academies.preparation"]
    assurer_base(connexion, TOULOUSE.base, neuve=reglages.neuve)
    modele = "template1"
    if est_vide(connexion, TOULOUSE.base):
        modele = TOULOUSE.base
        preparer([*commande, "schema"], environnements[TOULOUSE.code], CIBLE)
    for instance in INSTANCES:
        if instance is not TOULOUSE:
            assurer_base(connexion, instance.base, neuve=reglages.neuve, modele=modele)
    for instance in INSTANCES:
        preparer([*commande, instance.code], environnements[instance.code], CIBLE)


def _servir(
    instance: InstanceDeDemo, prise: socket.socket, environnement: dict[str, str], reglages: ReglagesAcademies
) -> list[Programme]:
    """Its jobs, and its site."""
    travailler = [sys.executable, "-m", "imagin.config.cli", "travailler"]
    servir = [sys.executable, "-m", "gunicorn", *options_du_site(prise.fileno(), OUVRIERS)]
    return [
        processus.demarrer(f"{instance.code}-travaux", travailler, environnement, reglages.journaux),
        processus.demarrer(f"{instance.code}-site", servir, environnement, reglages.journaux, [prise]),
    ]


def _relier(reglages: ReglagesAcademies, environnements: Environnements, pile: ExitStack) -> None:
    """The first time, the site is given once all three are linked; later, each looks at the others beside the rest."""
    temoin, adresses = VAR / "reliees", " ".join(instance.adresse(reglages.port) for instance in INSTANCES)
    if temoin.exists() and temoin.read_text(encoding="utf-8") == adresses:
        for relais in _relais(reglages, environnements, subprocess.DEVNULL):
            pile.callback(relais.wait)
            pile.callback(relais.kill)
        return
    tous = _relais(reglages, environnements, subprocess.PIPE)
    for relais in tous:
        if relais.stdout:
            relais.stdout.readline()  # linked on its side, or dead
    for relais in tous:
        relais.communicate()
    if any(relais.returncode for relais in tous):
        raise ErreurDemo("Les académies n'ont pas pu être reliées : l'erreur est au-dessus.")
    temoin.write_text(adresses, encoding="utf-8")


def _relais(reglages: ReglagesAcademies, environnements: Environnements, prise: int) -> list["subprocess.Popen[bytes]"]:
    commande = [sys.executable, "-m", "outils.demo.academies.relier"]
    return [
        subprocess.Popen([*commande, code, str(reglages.port)], cwd=DEPOT, env=env, stdin=prise, stdout=prise)
        for code, env in environnements.items()
    ]
